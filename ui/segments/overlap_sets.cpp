#include "ui/segments/overlap_sets.h"

#include "ui/kit/widgets.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace audience::ui {

using model::RuleNode;

namespace {

// The parts of an "all" stand beside each other; a group within says nothing more.
RuleNode allOf(const std::vector<RuleNode> &nodes) {
    std::vector<RuleNode> parts;
    for (const RuleNode &node : nodes)
        if (node.kind == RuleNode::Kind::All && node.extra.empty())
            parts.insert(parts.end(), node.children.begin(), node.children.end());
        else
            parts.push_back(node);
    return model::groupNode(RuleNode::Kind::All, std::move(parts));
}

model::SegmentRule ruleFrom(const RuleNode &node) {
    model::SegmentRule rule;
    rule.root = node.kind == RuleNode::Kind::All ? node : allOf({node}); // as the editor wants it
    return rule;
}

} // namespace

OverlapSets::OverlapSets(QVector<Base> bases, const service::SegmentOverlap &overlap)
    : m_bases(std::move(bases)), m_parts(overlap.parts), m_sizes(overlap.sizes), m_outside(overlap.outside) {
    for (const auto &part : m_parts)
        m_highest = std::max<qint64>(m_highest, part.people);
    setOrder(Order::People);
}

void OverlapSets::setCombined(const QVector<Combined> &combined) {
    m_combined.clear();
    for (const Combined &one : combined)
        if (rowOf(one.left) >= 0 && rowOf(one.right) >= 0) // its sets may have gone
            m_combined.append(one);
}

void OverlapSets::setOrder(Order order) {
    const auto rank = [order](const service::SegmentOverlap::Part &part) {
        return std::tuple(order == Order::Sets ? std::popcount(part.in) : 0, -part.people, part.in);
    };
    std::sort(m_parts.begin(), m_parts.end(), [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
}

qint64 OverlapSets::keyOf(int row) const {
    return isCombined(row) ? m_combined[row - bases()].key : m_bases[row].key;
}

int OverlapSets::rowOf(qint64 key) const {
    for (int row = 0; row < rows(); ++row)
        if (keyOf(row) == key)
            return row;
    return -1;
}

const OverlapSets::Combined *OverlapSets::combinedOf(qint64 key) const {
    const auto found = std::find_if(m_combined.begin(), m_combined.end(), [key](const Combined &one) { return one.key == key; });
    return found == m_combined.end() ? nullptr : &*found;
}

bool OverlapSets::isMade(SetOp op, qint64 left, qint64 right, std::uint32_t mask) const {
    switch (op) {
    case SetOp::And: return isIn(left, mask) && isIn(right, mask);
    case SetOp::Or: return isIn(left, mask) || isIn(right, mask);
    case SetOp::Without: return isIn(left, mask) && !isIn(right, mask);
    }
    return false;
}

bool OverlapSets::isIn(qint64 key, std::uint32_t mask) const {
    if (const Combined *combined = combinedOf(key))
        return isMade(combined->op, combined->left, combined->right, mask);
    return (mask >> rowOf(key) & 1u) != 0;
}

template <class Test> qint64 OverlapSets::sum(Test test) const {
    qint64 people = 0;
    for (const auto &part : m_parts)
        if (test(part.in))
            people += part.people;
    return people;
}

qint64 OverlapSets::people(int row) const {
    if (!isCombined(row))
        return m_sizes[std::size_t(row)];
    return sum([this, key = keyOf(row)](std::uint32_t mask) { return isIn(key, mask); });
}

qint64 OverlapSets::peopleOf(SetOp op, int left, int right) const {
    return sum([this, op, a = keyOf(left), b = keyOf(right)](std::uint32_t mask) { return isMade(op, a, b, mask); });
}

bool OverlapSets::contains(int row, int column) const {
    return isIn(keyOf(row), m_parts[std::size_t(column)].in);
}

QString OverlapSets::joined(SetOp op, qint64 left, qint64 right) const {
    const QString pattern = op == SetOp::And ? tr("%1 and %2") : op == SetOp::Or ? tr("%1 or %2") : tr("%1 without %2");
    return pattern.arg(nameIn(left), nameIn(right));
}

QString OverlapSets::nameOfKey(qint64 key) const {
    if (const Combined *combined = combinedOf(key))
        return joined(combined->op, combined->left, combined->right);
    return m_bases[rowOf(key)].name;
}

QString OverlapSets::nameIn(qint64 key) const {
    const QString name = nameOfKey(key);
    return combinedOf(key) ? QStringLiteral("(%1)").arg(name) : name;
}

QString OverlapSets::name(int row) const {
    return nameOfKey(keyOf(row));
}

QString OverlapSets::nameOf(SetOp op, int left, int right) const {
    return joined(op, keyOf(left), keyOf(right));
}

RuleNode OverlapSets::nodeOf(qint64 key) const {
    const Combined *combined = combinedOf(key);
    if (!combined)
        return m_bases[rowOf(key)].rule;
    const RuleNode left = nodeOf(combined->left), right = nodeOf(combined->right);
    switch (combined->op) {
    case SetOp::And: return allOf({left, right});
    case SetOp::Or: return model::groupNode(RuleNode::Kind::Any, {left, right});
    case SetOp::Without: break;
    }
    return allOf({left, model::groupNode(RuleNode::Kind::None, {right})});
}

model::SegmentRule OverlapSets::ruleOf(int row) const {
    return ruleFrom(nodeOf(keyOf(row)));
}

QString OverlapSets::columnName(int column) const {
    QStringList in;
    for (int row = 0; row < bases(); ++row)
        if (contains(row, column))
            in << m_bases[row].name;
    const QString list = interfaceLocale().createSeparatedList(in);
    if (in.size() == bases())
        return bases() == 1 ? list : tr("In all: %1").arg(list);
    return in.size() == 1 ? tr("Only in %1").arg(list) : tr("In %1, in no other").arg(list);
}

model::SegmentRule OverlapSets::columnRule(int column) const {
    std::vector<RuleNode> in, out;
    for (int row = 0; row < bases(); ++row)
        (contains(row, column) ? in : out).push_back(m_bases[row].rule);
    if (!out.empty())
        in.push_back(model::groupNode(RuleNode::Kind::None, std::move(out)));
    return ruleFrom(allOf(in));
}

} // namespace audience::ui
