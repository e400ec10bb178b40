#include "ui/segments/rule_view.h"

#include "qbase/convert.h"
#include "ui/kit/actions.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/field_picker.h"
#include "ui/segments/rule_grip.h"
#include "ui/segments/segment_keys.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <climits>

namespace audience::ui {

using model::RuleNode;

RuleView::RuleView(RuleDocument *document, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("ruleView"));
    declareSegmentKeys();
    m_context.document = document;
    m_context.quietly = [this](const std::function<void()> &edit) {
        const QScopedValueRollback quiet(m_isQuiet, true);
        edit();
    };
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_body = makeColumn(0);
    layout->addLayout(m_body);
    auto *foot = new FlowLayout; // in several lines where the window is narrow
    auto *add = makeButton(QStringLiteral("addCondition"), tr("Condition"), "", "plus", this);
    auto *group = makeButton(QStringLiteral("addGroup"), tr("Group"), "quiet", "brackets", this);
    connect(add, &QPushButton::clicked, this, [this, add] { addCondition(add, "/rule"); });
    connect(group, &QPushButton::clicked, this, [this, group] {
        chooseCondition(group, m_context, {}, [this](const QString &choice) {
            if (choice == QLatin1String(kNewValue))
                return m_context.newValue();
            m_context.document->add("/rule", model::groupNode(RuleNode::Kind::Any, {newCondition(choice, m_context.vocabulary)}));
        });
    });
    bindCommand(this, QStringLiteral("rule.add"), [this, add] { addCondition(add, "/rule"); });
    foot->addWidget(add);
    foot->addWidget(group);
    m_follow = makeButton(QStringLiteral("addFollowed"), tr("Followed by"), "quiet", "workflow", this);
    m_follow->hide();
    connect(m_follow, &QPushButton::clicked, this, [this] {
        Picker::pickOne(m_follow, eventChoices(m_context.vocabulary), {}, [this](const QStringList &ids) {
            m_context.document->add("/rule", newCondition(QStringLiteral("sequence:") + ids.first(), m_context.vocabulary));
        });
    });
    foot->addWidget(m_follow);
    m_foot = foot;
    layout->addLayout(foot);
    m_marker = new DropMarker(this);
    m_scroll.setInterval(16);
    connect(&m_scroll, &QTimer::timeout, this, &RuleView::scrollOn);
    m_context.move = [this](const std::string &path, RuleStep step) { move(path, step); };
    m_context.askValue = [this](const std::string &path) { askValue(path); };
    m_context.drag = [this](const std::string &path, const QPoint &global, RuleDrag what) { drag(path, global, what); };
    connect(document, &RuleDocument::changed, this, [this] {
        if (!m_isQuiet)
            rebuild();
    });
    rebuild();
}

void RuleView::setFootNote(QWidget *note) {
    m_foot->setTail(note);
}

void RuleView::setVocabulary(const service::RuleVocabulary &vocabulary) {
    m_context.vocabulary = vocabulary;
    m_context.names = RuleNames(vocabulary);
    m_follow->setVisible(!vocabulary.events.empty());
    rebuild();
}

void RuleView::setCounts(const std::map<std::string, std::int64_t> &alone, std::int64_t everyone) {
    m_counts = alone;
    m_everyone = everyone;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        const std::string path = toUtf8(it.key());
        it.value()->setWidest(everyone);
        if (const auto found = m_counts.find(path); found != m_counts.end())
            it.value()->setCount(found->second);
        else if (const auto turned = m_counts.find(path + "/not"); turned != m_counts.end())
            it.value()->setCount(everyone - turned->second);
        else
            it.value()->setCount(-1);
    }
}

// "/rule/all/2/any/1" -> "2_1", as rows are named.
static QString rowName(const std::string &path) {
    QStringList parts;
    const QStringList all = toQString(path).split(QLatin1Char('/'));
    for (const QString &part : all) {
        bool isIndex = false;
        part.toInt(&isIndex);
        if (isIndex)
            parts << part;
        else if (part == QLatin1String("not"))
            parts << QStringLiteral("0");
    }
    return parts.isEmpty() ? QStringLiteral("0") : parts.join(QLatin1Char('_'));
}

// How the group that a part stands in joins its parts.
static bool isEitherOf(const MovedRule &moved) {
    const auto place = placeOf(moved.path);
    const RuleNode *group = place ? model::nodeAt(moved.rule, place->group) : nullptr;
    return group && group->kind == RuleNode::Kind::Any;
}

// Whichever control of the part has the keyboard has it again afterwards, else what the part is taken by.
void RuleView::put(const MovedRule &moved, const std::string &from) {
    const bool isRow = m_rows.contains(toQString(from));
    const QString before = QLatin1Char('_') + rowName(from), now = QLatin1Char('_') + rowName(moved.path);
    const QWidget *focused = QApplication::focusWidget();
    const QString name = focused && isAncestorOf(focused) ? focused->objectName() : QString();
    if (isRow && name.endsWith(before))
        m_focusNext = name.left(name.size() - before.size()) + now;
    else
        m_focusNext = (isRow ? QStringLiteral("ruleGrip") : QStringLiteral("ruleJoint")) + now;
    const int edits = m_context.document->undoStack().index();
    m_context.document->change(tr("Move a rule"), moved.rule);
    m_focusNext.clear();
    if (moved.isGrouped)
        sayGrouped(moved, edits);
}

// Another group joins in another way than what is around it, so it finds others: said, and taken back with one press.
void RuleView::sayGrouped(const MovedRule &moved, int before) {
    QUndoStack &stack = m_context.document->undoStack();
    const QUndoCommand *edit = stack.command(before);
    Q_EMIT grouped(isEitherOf(moved) ? tr("Made a group: either of the two is enough now") : tr("Made a group: both of the two together now"), [self = QPointer(this), edit, before] {
        if (!self)
            return;
        QUndoStack &now = self->m_context.document->undoStack();
        if (edit && before < now.index() && now.command(before) == edit) // still that rule, and not taken back yet
            now.setIndex(before);
    });
}

void RuleView::move(const std::string &path, RuleStep step) {
    const model::SegmentRule &rule = m_context.document->rule();
    std::optional<MovedRule> moved;
    switch (step) {
    case RuleStep::Up: moved = movedBy(rule, path, -1); break;
    case RuleStep::Down: moved = movedBy(rule, path, 1); break;
    case RuleStep::Out: moved = movedOut(rule, path); break;
    case RuleStep::In: moved = movedIn(rule, path); break;
    }
    if (moved)
        put(*moved, path);
}

QRect RuleView::boxOf(const std::string &path) const {
    const QWidget *part = m_rows.value(toQString(path));
    if (!part)
        part = m_groups.value(toQString(path));
    return part ? QRect(part->mapTo(this, QPoint()), part->size()) : QRect();
}

// The narrow middle of a row takes what is dragged into a group with it; above and below, which is wider, it goes
// before or behind it, and elsewhere the nearest gap counts. Where the gaps of a
// group and of what stands around it lie together, the hand's own indent decides.
RuleView::Drop RuleView::dropAt(const std::string &path, const QPoint &position) const {
    const std::string within = path + '/';
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    Drop drop;
    int best = INT_MAX;
    const auto consider = [&](const QString &key, const QWidget *part, bool isRow) {
        const std::string other = toUtf8(key);
        const auto here = placeOf(other);
        if (!here || other == path || other.rfind(within, 0) == 0)
            return;
        const QRect box(part->mapTo(this, QPoint()), part->size());
        const int outer = box.height() * 3 / 8; // what a hand does by chance is moving, not joining
        if (isRow && position.y() > box.top() + outer && position.y() < box.bottom() - outer) {
            drop = {std::nullopt, other, box};
            best = -1;
            return;
        }
        const int inset = isMirrored ? position.x() - box.right() : box.left() - position.x();
        for (const bool below : {false, true}) {
            const int edge = below ? box.bottom() + 4 : box.top() - 4;
            const int far = qAbs(edge - position.y()) + qMax(0, inset) / 2;
            if (far < best) {
                best = far;
                drop = {RulePlace{here->group, here->index + (below ? 1 : 0)}, {}, QRect(box.left(), edge - 4, box.width(), 8)};
            }
        }
    };
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        consider(it.key(), it.value(), true);
    for (auto it = m_groups.cbegin(); it != m_groups.cend(); ++it)
        consider(it.key(), it.value(), false);
    return drop;
}

std::optional<MovedRule> RuleView::dropped(const std::string &path, const Drop &drop) const {
    const model::SegmentRule &rule = m_context.document->rule();
    if (!drop.onto.empty())
        return movedOnto(rule, path, drop.onto);
    return drop.place ? movedTo(rule, path, *drop.place) : std::nullopt;
}

void RuleView::drag(const std::string &path, const QPoint &global, RuleDrag what) {
    m_dragged = path;
    m_draggedTo = global;
    const Drop drop = what == RuleDrag::Cancel ? Drop() : dropAt(path, mapFromGlobal(global));
    const auto moved = dropped(path, drop);
    m_marker->setDragged(boxOf(path));
    if (drop.onto.empty())
        m_marker->showLine(moved ? drop.box : QRect());
    else
        m_marker->showFrame(moved ? drop.box : QRect(), !moved ? QString() : isEitherOf(*moved) ? tr("Makes a group: either of the two") : tr("Makes a group: both of the two"));
    if (what == RuleDrag::Move)
        return m_scroll.isActive() ? void() : m_scroll.start();
    m_scroll.stop();
    m_marker->hide();
    if (what == RuleDrag::Drop && moved && !(moved->rule == m_context.document->rule()))
        put(*moved, path);
}

// While the hand is near the edge of what is scrolled.
void RuleView::scrollOn() {
    constexpr int kNear = 36, kMost = 14;
    QScrollArea *area = nullptr;
    for (QWidget *around = parentWidget(); around && !area; around = around->parentWidget())
        area = qobject_cast<QScrollArea *>(around);
    if (!area)
        return;
    const int y = area->viewport()->mapFromGlobal(m_draggedTo).y(), bottom = area->viewport()->height();
    const int by = y < kNear ? qMax(-kMost, (y - kNear) / 3) : y > bottom - kNear ? qMin(kMost, (y - bottom + kNear) / 3) : 0;
    const int before = area->verticalScrollBar()->value();
    area->verticalScrollBar()->setValue(before + by);
    if (area->verticalScrollBar()->value() != before)
        drag(std::string(m_dragged), m_draggedTo, RuleDrag::Move);
}

void RuleView::setFindings(const std::vector<service::FindingView> &findings) {
    m_findings = findings;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        QStringList words;
        for (const auto &finding : findings) {
            const QString path = toQString(finding.path);
            if (path == it.key() || path.startsWith(it.key() + QLatin1Char('/')))
                words << m_context.names.sentenceOf(finding);
        }
        it.value()->setFindings(words);
    }
}

void RuleView::setMissing(const std::vector<service::MissingValue> &missing) {
    m_missing = missing;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        std::vector<service::MissingValue> here;
        for (const auto &one : missing)
            if (toQString(one.path) == it.key())
                here.push_back(one);
        it.value()->setMissing(here);
    }
}

void RuleView::setWaiting(const std::set<std::string> &paths) {
    m_waiting = paths;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        it.value()->setWaiting(paths.count(toUtf8(it.key())) != 0 || paths.count(toUtf8(it.key()) + "/not") != 0);
}

void RuleView::addCondition(QWidget *anchor, const std::string &groupPath) {
    chooseCondition(anchor, m_context, {}, [this, groupPath](const QString &choice) {
        if (choice == QLatin1String(kNewValue))
            return m_context.newValue();
        m_context.document->add(groupPath, newCondition(choice, m_context.vocabulary));
        if (const RuleNode *group = model::nodeAt(m_context.document->rule(), groupPath); group && !group->children.empty())
            m_context.askValue(model::childPath(*group, groupPath, group->children.size() - 1));
    });
}

void RuleView::chooseAsText(QWidget *anchor, const std::function<void(const QString &)> &found) {
    chooseCondition(anchor, m_context, {}, [this, found](const QString &choice) {
        if (choice == QLatin1String(kNewValue))
            return m_context.newValue();
        m_context.toText(newCondition(choice, m_context.vocabulary), found);
    });
}

// Once the list that was chosen from is gone.
void RuleView::askValue(const std::string &path) {
    QTimer::singleShot(0, this, [this, path] {
        if (ConditionRow *row = m_rows.value(toQString(path)))
            row->askValue();
    });
}

void RuleView::rebuild() {
    m_scroll.stop(); // what was dragged is gone with its row
    m_marker->hide();
    // The control that had the keyboard gets it back under its name.
    const QWidget *focused = QApplication::focusWidget();
    QString focusName = focused && isAncestorOf(focused) ? focused->objectName() : QString();
    focusName.replace(QLatin1String("ruleSpread_"), QLatin1String("ruleValue_")); // the bars have it only while they are dragged
    setUpdatesEnabled(false);
    m_rows.clear();
    m_groups.clear();
    while (QLayoutItem *item = m_body->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->setObjectName({});
            for (QWidget *inner : widget->findChildren<QWidget *>())
                inner->setObjectName({}); // names must not be found twice until it is gone
            widget->deleteLater();
        }
        delete item;
    }
    const RuleNode &root = m_context.document->rule().root;
    if (root.children.empty() && root.kind != RuleNode::Kind::Condition) {
        auto *empty = makeLabel(tr("Everybody is in this segment. Add a condition to narrow it down."), "secondary", this);
        empty->setObjectName(QStringLiteral("ruleEmpty"));
        empty->setWordWrap(true);
        m_body->addWidget(empty);
    } else {
        m_body->addWidget(makeNode(root, "/rule", {}, 0));
    }
    setCounts(m_counts, m_everyone);
    setFindings(m_findings);
    setWaiting(m_waiting);
    m_missing.clear(); // of the rule before
    setUpdatesEnabled(true);
    const QString next = m_focusNext.isEmpty() ? focusName : m_focusNext;
    if (next.isEmpty())
        return;
    // What had it is gone with its row: the row that stands there now, else the one before, else what adds one.
    const QString row = next.mid(next.indexOf(QLatin1Char('_')));
    QStringList names{next, QStringLiteral("ruleGrip") + row};
    if (const auto number = row.lastIndexOf(QLatin1Char('_')); number >= 0 && row.mid(number + 1).toInt() > 0)
        names << QStringLiteral("ruleGrip%1_%2").arg(row.left(number)).arg(row.mid(number + 1).toInt() - 1);
    names << QStringLiteral("addCondition");
    for (const QString &name : std::as_const(names))
        if (auto *again = findChild<QWidget *>(name))
            return again->setFocus();
}

QWidget *RuleView::makeNode(const RuleNode &node, const std::string &path, const QString &name, int level) {
    const bool isNot = node.kind == RuleNode::Kind::Not && node.children.front().kind == RuleNode::Kind::Condition &&
                       ConditionRow::saysNot(node.children.front().condition);
    if (node.kind != RuleNode::Kind::Condition && !isNot)
        return makeGroup(node, path, name, level);
    const Json &condition = isNot ? node.children.front().condition : node.condition;
    auto *row = new ConditionRow(m_context, path, name.isEmpty() ? QStringLiteral("0") : name, condition, isNot, this);
    m_rows.insert(toQString(path), row);
    return row;
}

QWidget *RuleView::makeGroup(const RuleNode &node, const std::string &path, const QString &name, int level) {
    auto *group = new QWidget(this);
    auto *layout = new QHBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_groups.insert(toQString(path), group);
    auto *joint = new RuleJoint(m_context, path, name, node, level, group);
    const bool isBare = level == 0 && node.children.size() < 2 && node.kind == RuleNode::Kind::All;
    joint->setVisible(!isBare);
    layout->addWidget(joint);
    auto *children = makeColumn(8);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const QString childName = name.isEmpty() ? QString::number(i) : QStringLiteral("%1_%2").arg(name).arg(i);
        const int inner = level + 1;
        QWidget *child = makeNode(node.children[i], model::childPath(node, path, i), childName, inner);
        children->addWidget(child);
    }
    if (level > 0) {
        auto *add = makeButton(QStringLiteral("addTo_") + name, tr("Condition"), "word", nullptr, group);
        add->setText(QStringLiteral("+ ") + tr("Condition"));
        connect(add, &QPushButton::clicked, this, [this, add, path] { addCondition(add, path); });
        children->addWidget(add, 0, Qt::AlignLeft);
    }
    layout->addLayout(children, 1);
    return group;
}

} // namespace audience::ui
