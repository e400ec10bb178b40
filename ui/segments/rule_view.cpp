#include "ui/segments/rule_view.h"

#include "qbase/convert.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>
#include <QScopedValueRollback>
#include <QTimer>
#include <QVBoxLayout>

#include <climits>

namespace audience::ui {

using model::RuleNode;

namespace {

// The bracket at the left of a group: a line with the joining word in its middle.
class Joint final : public QWidget {
public:
    Joint(QPushButton *word, int level, QWidget *parent) : QWidget(parent), m_word(word), m_level(level) {
        setFixedWidth(qMax(level == 0 ? 56 : 48, word->sizeHint().width() + 10));
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addStretch(1);
        layout->addWidget(word, 0, Qt::AlignHCenter);
        layout->addStretch(1);
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setPen(QPen(m_level == 0 ? tokens().accent : tokens().data[1], 1));
        painter.setOpacity(0.7);
        const int x = width() / 2;
        painter.drawLine(x, 8, x, qMax(8, m_word->geometry().top() - 2));
        painter.drawLine(x, m_word->geometry().bottom() + 3, x, height() - 8);
    }

private:
    QPushButton *m_word;
    int m_level;
};

QString jointWord(RuleNode::Kind kind) {
    switch (kind) {
    case RuleNode::Kind::Any: return RuleView::tr("OR");
    case RuleNode::Kind::None: return RuleView::tr("NONE");
    case RuleNode::Kind::Not: return RuleView::tr("NOT");
    case RuleNode::Kind::All:
    case RuleNode::Kind::Condition: break;
    }
    return RuleView::tr("AND");
}

} // namespace

RuleView::RuleView(RuleDocument *document, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("ruleView"));
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
    auto *foot = makeRow(8);
    auto *add = makeButton(QStringLiteral("addCondition"), tr("Condition"), "", "plus", this);
    auto *group = makeButton(QStringLiteral("addGroup"), tr("Group"), "quiet", "brackets", this);
    connect(add, &QPushButton::clicked, this, [this, add] { addCondition(add, "/rule"); });
    connect(group, &QPushButton::clicked, this, [this, group] {
        Picker::pickOne(group, conditionChoices(m_context.vocabulary), {}, [this](const QStringList &ids) {
            if (ids.first() == QLatin1String(kNewValue))
                return m_context.newValue();
            m_context.document->add("/rule", model::groupNode(RuleNode::Kind::Any, {newCondition(ids.first(), m_context.vocabulary)}));
        });
    });
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
    static_cast<QHBoxLayout *>(foot)->addStretch(1);
    m_foot = makeRow();
    foot->addLayout(m_foot);
    layout->addLayout(foot);
    m_marker = new QFrame(this);
    setRole(m_marker, "marker");
    m_marker->setFixedHeight(2);
    m_marker->hide();
    m_context.move = [this](const std::string &path, int by) { move(path, by); };
    m_context.askValue = [this](const std::string &path) { askValue(path); };
    m_context.drag = [this](const std::string &path, const QPoint &global, bool isOver) { drag(path, global, isOver); };
    connect(document, &RuleDocument::changed, this, [this] {
        if (!m_isQuiet)
            rebuild();
    });
    rebuild();
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

void RuleView::put(const MovedRule &moved) {
    m_focusNext = QStringLiteral("ruleGrip_") + rowName(moved.path);
    m_context.document->change(tr("Move a rule"), moved.rule);
    m_focusNext.clear();
}

void RuleView::move(const std::string &path, int by) {
    if (const auto moved = movedBy(m_context.document->rule(), path, by))
        put(*moved);
}

std::optional<RulePlace> RuleView::placeAt(const QPoint &position, int *line) const {
    std::optional<RulePlace> place;
    int best = INT_MAX;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        const QRect box(it.value()->mapTo(this, QPoint()), it.value()->size());
        const auto here = placeOf(toUtf8(it.key()));
        if (!here)
            continue;
        for (const bool below : {false, true}) {
            const int edge = below ? box.bottom() + 4 : box.top() - 4;
            if (qAbs(edge - position.y()) >= best)
                continue;
            best = qAbs(edge - position.y());
            *line = edge;
            place = RulePlace{here->group, here->index + (below ? 1 : 0)};
        }
    }
    return place;
}

void RuleView::drag(const std::string &path, const QPoint &global, bool isOver) {
    int line = 0;
    const auto place = placeAt(mapFromGlobal(global), &line);
    m_marker->setVisible(place && !isOver);
    m_marker->setGeometry(56, line - 1, width() - 56, 2);
    m_marker->raise();
    if (!place || !isOver)
        return;
    if (const auto moved = movedTo(m_context.document->rule(), path, *place))
        put(*moved);
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

void RuleView::setWaiting(const std::set<std::string> &paths) {
    m_waiting = paths;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        it.value()->setWaiting(paths.count(toUtf8(it.key())) != 0 || paths.count(toUtf8(it.key()) + "/not") != 0);
}

void RuleView::addCondition(QWidget *anchor, const std::string &groupPath) {
    Picker::pickOne(anchor, conditionChoices(m_context.vocabulary), {}, [this, groupPath](const QStringList &ids) {
        if (ids.first() == QLatin1String(kNewValue))
            return m_context.newValue();
        m_context.document->add(groupPath, newCondition(ids.first(), m_context.vocabulary));
        if (const RuleNode *group = model::nodeAt(m_context.document->rule(), groupPath); group && !group->children.empty())
            m_context.askValue(model::childPath(*group, groupPath, group->children.size() - 1));
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
    // The control that had the keyboard gets it back under its name.
    const QWidget *focused = QApplication::focusWidget();
    const QString focusName = focused && isAncestorOf(focused) ? focused->objectName() : QString();
    setUpdatesEnabled(false);
    m_rows.clear();
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
    setUpdatesEnabled(true);
    const QString next = m_focusNext.isEmpty() ? focusName : m_focusNext;
    if (!next.isEmpty())
        if (auto *again = findChild<QWidget *>(next))
            again->setFocus();
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
    auto *word = makeButton(QStringLiteral("ruleJoint_") + (name.isEmpty() ? QStringLiteral("root") : name), jointWord(node.kind), "joint", nullptr, group);
    word->setToolTip(tr("Change how the rules of this group are joined"));
    connect(word, &QPushButton::clicked, this, [this, word, node, path] {
        const QList<PickerItem> kinds{{QStringLiteral("all"), tr("AND: all of them"), {}, {}},
                                      {QStringLiteral("any"), tr("OR: at least one"), {}, {}},
                                      {QStringLiteral("none"), tr("NONE: not one of them"), {}, {}}};
        Picker::pickOne(word, kinds, toQString(model::toText(node.kind)), [this, node, path](const QStringList &ids) {
            RuleNode changed = node;
            changed.kind = ids.first() == QLatin1String("any")    ? RuleNode::Kind::Any
                           : ids.first() == QLatin1String("none") ? RuleNode::Kind::None
                                                                  : RuleNode::Kind::All;
            m_context.document->replace(tr("Join differently"), path, std::move(changed));
        });
    });
    const bool bare = level == 0 && node.children.size() < 2 && node.kind == RuleNode::Kind::All;
    if (bare)
        word->hide();
    else
        layout->addWidget(new Joint(word, level, group));
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
