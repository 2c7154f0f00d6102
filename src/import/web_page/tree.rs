//! The tree of a page and ways through it. None takes room on the stack, however deep the tree is.

use ego_tree::NodeRef;
use scraper::node::Element;

/// A node of a page's tree.
pub(super) type Node<'tree> = NodeRef<'tree, scraper::Node>;

/// The elements below a node, in order.
pub(super) fn elements_below(node: Node<'_>) -> impl Iterator<Item = (Node<'_>, &Element)> {
    node.descendants().skip(1).filter_map(|node| Some((node, node.value().as_element()?)))
}

/// The elements right below a node, in order.
pub(super) fn child_elements(node: Node<'_>) -> impl Iterator<Item = (Node<'_>, &Element)> {
    node.children().filter_map(|node| Some((node, node.value().as_element()?)))
}

/// Goes through what is below a node, in the page's order.
pub(super) trait Visitor<'tree> {
    /// Meets a node, and tells whether to go on below it.
    fn open(&mut self, node: Node<'tree>) -> bool;
    /// Leaves a node that was gone into.
    fn close(&mut self, node: Node<'tree>);
}

/// Leads a visitor through all that is below a node.
pub(super) fn visit_below<'tree>(root: Node<'tree>, visitor: &mut impl Visitor<'tree>) {
    let mut next = root.first_child();
    while let Some(node) = next {
        let inside = visitor.open(node).then(|| node.first_child());
        if let Some(Some(child)) = inside {
            next = Some(child);
            continue;
        }
        if inside.is_some() {
            visitor.close(node);
        }
        next = after(node, root, visitor);
    }
}

/// The node that follows one and all below it, leaving those that end with it.
fn after<'tree>(node: Node<'tree>, root: Node<'tree>, visitor: &mut impl Visitor<'tree>) -> Option<Node<'tree>> {
    let mut node = node;
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent().filter(|parent| *parent != root)?;
        visitor.close(node);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::tree_of;
    use super::*;

    #[test]
    fn every_node_that_is_gone_into_is_left_once_and_in_order() {
        struct Steps(String);
        impl<'tree> Visitor<'tree> for Steps {
            fn open(&mut self, node: Node<'tree>) -> bool {
                let name = node.value().as_element().map_or("-", Element::name);
                self.0.extend([name, "("]);
                name != "p"
            }
            fn close(&mut self, _: Node<'tree>) {
                self.0.push(')');
            }
        }
        let document = tree_of("<body><div><p>a</p>b<hr></div><ul></ul>").unwrap();
        let mut steps = Steps(String::new());
        visit_below(document.tree.root(), &mut steps);
        assert_eq!(steps.0, "html(head()body(div(p(-()hr())ul()))");
    }
}
