//! The arithmetic of `{{#expr:}}`, as `MediaWiki`'s `ParserFunctions` reckon
//! (<https://www.mediawiki.org/wiki/Help:Extension:ParserFunctions#%23expr>): unit conversions in templates need it.

/// Most operators and numbers in an expression; a longer one is a fault.
const MAX_TOKENS: usize = 500;

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    /// Nothing: it is empty.
    Nothing,
    Number(f64),
    /// It is no expression.
    Fault,
}

/// The value of an expression.
pub(super) fn evaluate(text: &str) -> Value {
    match tokens_of(text) {
        None => Value::Fault,
        Some(tokens) if tokens.is_empty() => Value::Nothing,
        Some(tokens) => reckoned(tokens).map_or(Value::Fault, Value::Number),
    }
}

fn reckoned(tokens: Vec<Token>) -> Option<f64> {
    let mut reckoner = Reckoner::default();
    for token in tokens {
        reckoner.take(token)?;
    }
    reckoner.finish()
}

/// A number as `MediaWiki` writes it: up to 14 digits that count, no trailing zeros.
pub(super) fn written(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor();
    if !(-5.0..15.0).contains(&magnitude) {
        let exponent = format!("{value:.13E}");
        let (digits, power) = exponent.split_once('E').unwrap_or((&exponent, "0"));
        let sign = if power.starts_with('-') { "" } else { "+" };
        return format!("{}E{sign}{power}", without_trailing_zeros(digits));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 18")]
    let decimals = (13.0 - magnitude).max(0.0) as usize;
    without_trailing_zeros(&format!("{value:.decimals$}")).to_owned()
}

fn without_trailing_zeros(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(f64),
    Open,
    Close,
    Operator(Operator),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Not,
    Minus,
    Plus,
    Exp,
    Ln,
    Abs,
    Floor,
    Trunc,
    Ceil,
    Sqrt,
    Sin,
    Cos,
    Tan,
    Scientific,
    Power,
    Times,
    Divided,
    Mod,
    Add,
    Subtract,
    Round,
    Equal,
    Unequal,
    Less,
    Greater,
    AtMost,
    AtLeast,
    And,
    Or,
    /// An opening parenthesis, waiting for its end.
    Parenthesis,
}

impl Operator {
    /// How tightly it binds; the order is `MediaWiki`'s own, in which `round` binds less than `+`.
    fn tightness(self) -> u8 {
        #[allow(clippy::enum_glob_use, reason = "a table of all of them")]
        use Operator::*;
        match self {
            Minus | Plus | Scientific => 10,
            Exp | Ln | Abs | Floor | Trunc | Ceil | Sqrt | Sin | Cos | Tan | Not => 9,
            Power => 8,
            Times | Divided | Mod => 7,
            Add | Subtract => 6,
            Round => 5,
            Equal | Unequal | Less | Greater | AtMost | AtLeast => 4,
            And => 3,
            Or => 2,
            Parenthesis => 0,
        }
    }

    fn takes_one(self) -> bool {
        self.tightness() >= 9 && self != Operator::Scientific
    }
}

fn tokens_of(text: &str) -> Option<Vec<Token>> {
    let text = text.replace("&minus;", "-").replace('\u{2212}', "-").replace("&lt;", "<").replace("&gt;", ">");
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let may_end = matches!(tokens.last(), Some(Token::Number(_) | Token::Close));
        let (token, len) = token_at(rest, may_end)?;
        tokens.push(token);
        if tokens.len() > MAX_TOKENS {
            return None;
        }
        rest = rest[len..].trim_start();
    }
    Some(tokens)
}

/// The token a text begins with, and its length. A sign after a number is an operator, elsewhere it belongs to one.
fn token_at(text: &str, after_number: bool) -> Option<(Token, usize)> {
    #[allow(clippy::enum_glob_use, reason = "a table of all of them")]
    use Operator::*;
    let first = text.chars().next()?;
    if first.is_ascii_digit() || first == '.' {
        return number_at(text).map(|(number, len)| (Token::Number(number), len));
    }
    if first.is_ascii_alphabetic() {
        let len = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
        return word_token(&text[..len].to_ascii_lowercase(), after_number).map(|token| (token, len));
    }
    let long = [("<=", AtMost), (">=", AtLeast), ("<>", Unequal), ("!=", Unequal)];
    if let Some((_, operator)) = long.iter().find(|(written, _)| text.starts_with(written)) {
        return Some((Token::Operator(*operator), 2));
    }
    let operator = match first {
        '(' => return Some((Token::Open, 1)),
        ')' => return Some((Token::Close, 1)),
        '+' => {
            if after_number {
                Add
            } else {
                Plus
            }
        }
        '-' => {
            if after_number {
                Subtract
            } else {
                Minus
            }
        }
        '*' => Times,
        '/' => Divided,
        '^' => Power,
        '=' => Equal,
        '<' => Less,
        '>' => Greater,
        _ => return None,
    };
    Some((Token::Operator(operator), 1))
}

fn number_at(text: &str) -> Option<(f64, usize)> {
    let len = text.bytes().position(|byte| !byte.is_ascii_digit() && byte != b'.').unwrap_or(text.len());
    let digits = &text[..len];
    // "1.2.3" is no number; "5." and ".5" are.
    digits.parse().ok().filter(|_: &f64| digits.len() <= 320).map(|number| (number, len))
}

fn word_token(word: &str, after_number: bool) -> Option<Token> {
    #[allow(clippy::enum_glob_use, reason = "a table of all of them")]
    use Operator::*;
    Some(match word {
        "pi" => Token::Number(std::f64::consts::PI),
        // After a number it is "times ten to the power of"; alone, Euler's number.
        "e" if after_number => Token::Operator(Scientific),
        "e" => Token::Number(std::f64::consts::E),
        "not" => Token::Operator(Not),
        "exp" => Token::Operator(Exp),
        "ln" => Token::Operator(Ln),
        "abs" => Token::Operator(Abs),
        "floor" => Token::Operator(Floor),
        "trunc" => Token::Operator(Trunc),
        "ceil" => Token::Operator(Ceil),
        "sqrt" => Token::Operator(Sqrt),
        "sin" => Token::Operator(Sin),
        "cos" => Token::Operator(Cos),
        "tan" => Token::Operator(Tan),
        "mod" | "fmod" => Token::Operator(Mod),
        "div" => Token::Operator(Divided),
        "round" => Token::Operator(Round),
        "and" => Token::Operator(And),
        "or" => Token::Operator(Or),
        _ => return None,
    })
}

/// Two stacks, as Dijkstra's shunting yard has them.
#[derive(Default)]
struct Reckoner {
    numbers: Vec<f64>,
    operators: Vec<Operator>,
}

impl Reckoner {
    fn take(&mut self, token: Token) -> Option<()> {
        match token {
            Token::Number(number) => self.numbers.push(number),
            Token::Open => self.operators.push(Operator::Parenthesis),
            Token::Close => {
                while *self.operators.last()? != Operator::Parenthesis {
                    self.reckon()?;
                }
                self.operators.pop();
            }
            Token::Operator(operator) if operator.takes_one() => self.operators.push(operator),
            Token::Operator(operator) => {
                while self.operators.last().is_some_and(|last| last.tightness() >= operator.tightness()) {
                    self.reckon()?;
                }
                self.operators.push(operator);
            }
        }
        Some(())
    }

    fn finish(mut self) -> Option<f64> {
        while let Some(last) = self.operators.last() {
            // A parenthesis that is never closed is a fault.
            if *last == Operator::Parenthesis {
                return None;
            }
            self.reckon()?;
        }
        let value = self.numbers.pop()?;
        (self.numbers.is_empty() && value.is_finite()).then_some(value)
    }

    /// Applies the last operator.
    fn reckon(&mut self) -> Option<()> {
        let operator = self.operators.pop()?;
        let right = self.numbers.pop()?;
        let value =
            if operator.takes_one() { of_one(operator, right)? } else { of_two(operator, self.numbers.pop()?, right)? };
        self.numbers.push(value);
        Some(())
    }
}

fn of_one(operator: Operator, value: f64) -> Option<f64> {
    #[allow(clippy::enum_glob_use, reason = "a table of all of them")]
    use Operator::*;
    Some(match operator {
        Not => truth(value == 0.0),
        Minus => -value,
        Exp => value.exp(),
        Ln if value > 0.0 => value.ln(),
        Abs => value.abs(),
        Floor => value.floor(),
        Trunc => value.trunc(),
        Ceil => value.ceil(),
        Sqrt if value >= 0.0 => value.sqrt(),
        Sin => value.sin(),
        Cos => value.cos(),
        Tan => value.tan(),
        Plus => value,
        _ => return None,
    })
}

#[expect(clippy::float_cmp, reason = "MediaWiki compares what was reckoned as it is")]
fn of_two(operator: Operator, left: f64, right: f64) -> Option<f64> {
    #[allow(clippy::enum_glob_use, reason = "a table of all of them")]
    use Operator::*;
    Some(match operator {
        Scientific => left * 10_f64.powf(right),
        Power => left.powf(right),
        Times => left * right,
        Divided if right != 0.0 => left / right,
        Mod if right.trunc() != 0.0 => left.trunc() % right.trunc(),
        Add => left + right,
        Subtract => left - right,
        Round => rounded(left, right),
        Equal => truth(left == right),
        Unequal => truth(left != right),
        Less => truth(left < right),
        Greater => truth(left > right),
        AtMost => truth(left <= right),
        AtLeast => truth(left >= right),
        And => truth(left != 0.0 && right != 0.0),
        Or => truth(left != 0.0 || right != 0.0),
        _ => return None,
    })
}

fn truth(is_true: bool) -> f64 {
    f64::from(u8::from(is_true))
}

/// To so many decimals; a negative number of them rounds to tens and hundreds.
fn rounded(value: f64, decimals: f64) -> f64 {
    let power = 10_f64.powf(decimals.trunc().clamp(-20.0, 20.0));
    let scaled = value * power;
    // A half that cannot be written in binary ("1.005") counts as the half it was meant to be.
    let nudged = scaled + scaled.signum() * scaled.abs() * 1e-15;
    if decimals < 0.0 { nudged.round() / power } else { (nudged.round() / power * 1e14).round() / 1e14 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match evaluate(text) {
            Value::Fault => "fault".into(),
            Value::Nothing => String::new(),
            Value::Number(value) => written(value),
        }
    }

    #[test]
    fn expressions_are_reckoned() {
        for (text, value) in [
            ("1 + 2 * 3", "7"),
            ("(1 + 2) * 3", "9"),
            ("2^3", "8"),
            ("7 mod 4", "3"),
            ("30 / 7 round 2", "4.29"),
            ("23 * 1.852 round 0", "43"),
            ("1234 round -2", "1200"),
            ("-2 - -3", "1"),
            ("not 0 and 2 > 1", "1"),
            ("abs(-3) = 3", "1"),
            ("floor(ln(1000)/ln10)", "2"),
            ("1/3", "0.33333333333333"),
            ("1e3", "1000"),
            ("(2)E-1 + e round 2", "2.92"),
            ("1 +", "fault"),
            ("(1", "fault"),
            ("1)", "fault"),
            ("1/0", "fault"),
            ("Élan", "fault"),
            ("", ""),
        ] {
            assert_eq!(shown(text), value, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_expression_has_a_value_or_none(text in "([0-9.]{1,4}|[-+*/^=<>()]| |round|mod|not|ln|É){0,20}") {
            if let Value::Number(value) = evaluate(&text) {
                written(value);
            }
        }
    }
}
