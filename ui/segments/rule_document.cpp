#include "ui/segments/rule_document.h"

#include "ui/kit/edit_command.h"

#include <limits>

namespace audience::ui {

void RuleDocument::load(const model::SegmentRule &rule) {
    m_undo.clear();
    m_isHeld = false;
    m_rule = rule;
    Q_EMIT changed();
}

void RuleDocument::change(const QString &what, const model::SegmentRule &rule, int merge) {
    if (rule == m_rule)
        return;
    m_undo.push(new EditCommand<model::SegmentRule>(
        what, m_rule, rule,
        [this](const model::SegmentRule &value) {
            m_rule = value;
            Q_EMIT changed();
        },
        merge));
}

void RuleDocument::replace(const QString &what, const std::string &path, model::RuleNode node, int merge) {
    if (auto rule = model::withNodeReplaced(m_rule, path, std::move(node)))
        change(what, *rule, merge);
}

void RuleDocument::add(const std::string &groupPath, model::RuleNode node) {
    // A rule that is one condition, as text often is, becomes a group first.
    const model::RuleNode *place = model::nodeAt(m_rule, groupPath);
    if (place && (place->kind == model::RuleNode::Kind::Condition || place->kind == model::RuleNode::Kind::Not))
        return replace(tr("Add a rule"), groupPath, model::groupNode(model::RuleNode::Kind::All, {*place, std::move(node)}));
    if (auto rule = model::withNodeAdded(m_rule, groupPath, std::numeric_limits<std::size_t>::max(), std::move(node)))
        change(tr("Add a rule"), *rule);
}

void RuleDocument::remove(const std::string &path) {
    if (auto rule = model::withNodeRemoved(m_rule, path))
        change(tr("Remove a rule"), *rule);
}

void RuleDocument::hold() {
    if (m_isHeld)
        return;
    m_isHeld = true;
    ++m_holds;
}

void RuleDocument::release() {
    if (!m_isHeld)
        return;
    m_isHeld = false;
    ++m_holds;
    Q_EMIT released();
}

} // namespace audience::ui
