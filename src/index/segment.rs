//! The one segment of an index: its postings, its stored passages, and what is kept in memory beside them.

use std::path::Path;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::store::StoreReader;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::Error;
use super::analyzer::Word;
use super::nature::Nature;
use super::schema::Fields;
use super::titles::ArticleEntry;
use super::told::FormsLately;
use super::union::stand_side_by_side;
use super::weights::FieldWeight;

/// How many blocks of stored passages are kept unpacked.
const CACHED_BLOCKS: usize = 64;

/// What is read of the one segment of an index.
pub(super) struct Segment {
    pub reader: SegmentReader,
    pub store: StoreReader,
    pub title: Searched,
    pub redirect: Searched,
    pub heading: Searched,
    pub body: Searched,
    pub source: Searched,
    pub forms_lately: FormsLately,
    /// The stretches of years that each passage speaks of, as [`super::span_code`] writes them.
    pub spans: Column<u64>,
    /// What each passage is made of and about.
    pub natures: Vec<Nature>,
    /// The number of each passage's article.
    pub article_of: Vec<u32>,
    /// The length of each article, in words of its passages.
    pub article_lengths: Vec<f32>,
    /// The mean of these.
    pub mean_article_length: f32,
}

/// A field that words are searched in.
pub(super) struct Searched {
    pub field: Field,
    norms: FieldNormReader,
    /// The mean length of the field, in words, where it has any.
    mean_length: f32,
}

impl Searched {
    /// The length of the field in a passage, in words; the engine rounds lengths beyond 40.
    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    pub(super) fn length(&self, number: u32) -> f32 {
        self.norms.fieldnorm(number) as f32
    }
}

impl Segment {
    pub(super) fn open(
        reader: &SegmentReader,
        fields: Fields,
        articles: &[ArticleEntry],
        at: &Path,
    ) -> Result<Segment, Error> {
        let searched = |field: Field| -> Result<Searched, Error> {
            let norms = reader.get_fieldnorms_reader(field).map_err(Error::engine(at))?;
            let mean_length =
                mean((0..reader.max_doc()).map(|number| norms.fieldnorm(number)).filter(|length| *length > 0));
            Ok(Searched { field, norms, mean_length: mean_length.max(1.0) })
        };
        let body = searched(fields.body)?;
        let natures = reader.fast_fields().u64("nature").map_err(Error::engine(at))?;
        let article_of =
            (0u32..).zip(articles).flat_map(|(number, entry)| entry.passage_numbers().map(move |_| number));
        let length_of = |entry: &ArticleEntry| entry.passage_numbers().map(|number| body.length(number)).sum::<f32>();
        let article_lengths: Vec<f32> = articles.iter().map(length_of).collect();
        #[expect(clippy::cast_precision_loss, reason = "a mean length needs no more digits than a float has")]
        let mean_article_length = article_lengths.iter().sum::<f32>() / articles.len().max(1) as f32;
        Ok(Segment {
            title: searched(fields.title)?,
            redirect: searched(fields.redirect)?,
            heading: searched(fields.heading)?,
            source: searched(fields.source)?,
            forms_lately: FormsLately::default(),
            body,
            spans: reader.fast_fields().u64("span").map_err(Error::engine(at))?,
            natures: (0..reader.max_doc())
                .map(|number| Nature::from_code(natures.first(number).unwrap_or_default()))
                .collect(),
            article_of: article_of.collect(),
            article_lengths,
            mean_article_length: mean_article_length.max(1.0),
            store: reader.get_store_reader(CACHED_BLOCKS).map_err(Error::io(at))?,
            reader: reader.clone(),
        })
    }

    pub(super) fn inverted(&self, field: Field, at: &Path) -> Result<Arc<InvertedIndexReader>, Error> {
        self.reader.inverted_index(field).map_err(Error::engine(at))
    }

    /// The passages that hold a word in a field, with as much of where it stands as is asked for.
    pub(super) fn postings(
        &self,
        field: Field,
        text: &str,
        kept: IndexRecordOption,
        at: &Path,
    ) -> Result<Option<SegmentPostings>, Error> {
        self.inverted(field, at)?.read_postings(&Term::from_field_text(field, text), kept).map_err(Error::io(at))
    }

    /// Whether a passage holds a word in any field that words are searched in.
    pub(super) fn holds(&self, number: u32, word: &Word, at: &Path) -> Result<bool, Error> {
        if self.telling(&word.stem, IndexRecordOption::Basic, at)?.seek(number) == number {
            return Ok(true);
        }
        let of_stem = [&self.title, &self.redirect, &self.heading].map(|searched| (searched, &word.stem));
        for (searched, text) in of_stem.into_iter().chain([(&self.source, &word.exact)]) {
            let Some(mut postings) = self.postings(searched.field, text, IndexRecordOption::Basic, at)? else {
                continue;
            };
            if postings.doc() == number || postings.doc() < number && postings.seek(number) == number {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether any passage tells one word right after another.
    pub(super) fn tells_side_by_side(&self, first: &Word, second: &Word, at: &Path) -> Result<bool, Error> {
        let mut first = self.telling(&first.stem, IndexRecordOption::WithFreqsAndPositions, at)?;
        let mut second = self.telling(&second.stem, IndexRecordOption::WithFreqsAndPositions, at)?;
        let (mut places, mut next) = (Vec::new(), Vec::new());
        while first.number() != TERMINATED {
            if second.seek(first.number()) == first.number() {
                first.positions(&mut places);
                second.positions(&mut next);
                if stand_side_by_side(&places, &next) {
                    return Ok(true);
                }
            }
            first.advance();
        }
        Ok(false)
    }

    /// Calls back with each passage that tells a word in any form of its stem, as [`Segment::weigh`] does: once for each of its
    /// forms there, whose frequencies add up.
    pub(super) fn weigh_told(
        &self,
        weight: FieldWeight,
        stem: &str,
        at: &Path,
        mut found: impl FnMut(u32, f32, f32),
    ) -> Result<(), Error> {
        let forms = self.telling(stem, IndexRecordOption::WithFreqs, at)?;
        let factors = Factors::of(&self.body, weight, forms.most());
        for form in forms.into_words() {
            factors.weigh(form, &mut found);
        }
        Ok(())
    }

    /// Calls back with each passage that holds a word in a field: its number, how often, and that frequency weighed by the
    /// field's weight and the passage's length in it.
    pub(super) fn weigh(
        &self,
        searched: &Searched,
        weight: FieldWeight,
        text: &str,
        at: &Path,
        mut found: impl FnMut(u32, f32, f32),
    ) -> Result<(), Error> {
        if let Some(postings) = self.postings(searched.field, text, IndexRecordOption::WithFreqs, at)? {
            Factors::of(searched, weight, postings.doc_freq()).weigh(postings, &mut found);
        }
        Ok(())
    }
}

/// What a word in a field counts by the field's length in a passage.
struct Factors<'searched> {
    searched: &'searched Searched,
    weight: FieldWeight,
    /// A length is kept as one of few codes: where there are more passages than codes, each code is weighed once.
    by_code: Option<Vec<f32>>,
}

#[expect(clippy::cast_precision_loss, reason = "lengths and frequencies are small")]
impl Factors<'_> {
    fn of(searched: &Searched, weight: FieldWeight, passages: u32) -> Factors<'_> {
        let mut factors = Factors { searched, weight, by_code: None };
        if passages > u32::from(u8::MAX) {
            let of_code = |code| factors.of_length(FieldNormReader::id_to_fieldnorm(code) as f32);
            factors.by_code = Some((0..=u8::MAX).map(of_code).collect());
        }
        factors
    }

    fn of_length(&self, length: f32) -> f32 {
        let FieldWeight { weight, b } = self.weight;
        weight / (1.0 - b + b * length / self.searched.mean_length)
    }

    fn weigh(&self, mut postings: SegmentPostings, found: &mut impl FnMut(u32, f32, f32)) {
        while postings.doc() != TERMINATED {
            let (number, frequency) = (postings.doc(), postings.term_freq() as f32);
            let factor = match &self.by_code {
                Some(factors) => factors[usize::from(self.searched.norms.fieldnorm_id(number))],
                None => self.of_length(self.searched.length(number)),
            };
            found(number, frequency, frequency * factor);
            postings.advance();
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a mean length needs no more digits than a float has")]
fn mean(lengths: impl Iterator<Item = u32>) -> f32 {
    let (sum, number) = lengths.fold((0u64, 0u64), |(sum, number), length| (sum + u64::from(length), number + 1));
    sum as f32 / number.max(1) as f32
}
