#include "ui/segments/condition_row.h"

#include "model/rank_condition.h"
#include "model/related_condition.h"
#include "model/rfm_condition.h"
#include "model/session_condition.h"
#include "model/set_condition.h"
#include "qbase/convert.h"
#include "ui/kit/actions.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_edit.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/condition_text.h"
#include "ui/segments/field_picker.h"
#include "ui/segments/rule_gaps.h"
#include "ui/segments/rule_grip.h"
#include "ui/segments/rule_moves.h"
#include "ui/segments/spread_view.h"
#include "ui/segments/trait_words.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace audience::ui {

using model::FieldTest;

ConditionRow::ConditionRow(const RuleContext &context, const std::string &path, const QString &name, const Json &condition, bool isNot, QWidget *parent)
    : SentenceRow(context, name, condition, parent), m_path(path), m_isNot(isNot) {
    setObjectName(QStringLiteral("ruleRow_") + name);
    setProperty("role", QStringLiteral("row"));
    setAccessibleName(shortWords(node(), context.names));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 6, 4);
    layout->setSpacing(2);
    auto *row = makeRow(kPartGap);
    auto *grip = new RuleGrip(context, path, this);
    grip->setObjectName(QStringLiteral("ruleGrip_") + name);
    const auto keys = [](const char *command) { return Commands::instance().keysText(QLatin1String(command)); };
    grip->setAccessibleName(tr("Move this rule with %1 and %2").arg(keys("rule.up"), keys("rule.down")));
    //: %1 to %4: keys
    grip->setToolTip(tr("Drag it between two rules, or onto one to make a group of both. %1 and %2 move it, %3 and %4 take it out of and into a group.")
                         .arg(keys("rule.up"), keys("rule.down"), keys("rule.out"), keys("rule.in")));
    row->addWidget(grip);
    auto *parts = new QWidget(this);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    parts->setSizePolicy(policy);
    m_flow = new FlowLayout(parts, kPartGap);
    row->addWidget(parts, 1);
    // What the rule comes to ends the line, and goes on to the next with it where the row is narrow.
    auto *tail = new QWidget(parts);
    auto *figures = new QHBoxLayout(tail);
    figures->setContentsMargins(0, 0, 0, 0);
    figures->setSpacing(6);
    m_flow->setTail(tail);
    m_waits = makeLabel(tr("choose a value"), "tertiary", this);
    m_waits->setObjectName(QStringLiteral("ruleWaits_") + name);
    m_waits->setToolTip(tr("Not counted yet"));
    m_waits->hide();
    figures->addWidget(m_waits);
    m_spread = new SpreadView(this);
    m_spread->setObjectName(QStringLiteral("ruleSpread_") + name);
    connect(m_spread, &SpreadView::held, context.document, &RuleDocument::hold);
    connect(m_spread, &SpreadView::released, this, [this] {
        if (ValueEdit *edit = limit(0))
            edit->setFocus();
        m_context.document->release();
    });
    connect(m_spread, &SpreadView::moved, this, [this](int which, const QString &number) {
        // As if it were typed.
        if (ValueEdit *edit = limit(which))
            edit->setText(number);
    });
    figures->addWidget(m_spread);
    m_count = makeLabel({}, "secondary", this);
    m_count->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_count->setObjectName(QStringLiteral("ruleCount_") + name);
    figures->addWidget(m_count);
    auto *more = new QToolButton(this);
    more->setObjectName(QStringLiteral("ruleMore_") + name);
    more->setAccessibleName(tr("More for this rule"));
    more->setToolTip(tr("More for this rule"));
    more->setIcon(icon("ellipsis"));
    connect(more, &QToolButton::clicked, this, &ConditionRow::showMenu);
    row->addWidget(more);
    layout->addLayout(row);
    m_finding = makeLabel({}, "secondary", this);
    m_finding->setProperty("ink", QStringLiteral("bad"));
    m_finding->setWordWrap(true);
    m_finding->hide();
    m_finding->setContentsMargins(28, 0, 0, 2);
    layout->addWidget(m_finding);
    m_missingWords = makeLabel({}, "secondary", this);
    m_missingWords->setObjectName(QStringLiteral("ruleMissing_") + name);
    m_missingWords->setProperty("ink", QStringLiteral("warning"));
    m_missingWords->setTextFormat(Qt::RichText);
    m_missingWords->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_missingWords->setWordWrap(true);
    m_missingWords->setContentsMargins(28, 0, 0, 2);
    m_missingWords->hide();
    connect(m_missingWords, &QLabel::linkActivated, this, &ConditionRow::takeNear);
    layout->addWidget(m_missingWords);
    m_grip = grip;
    build();
    for (QWidget *control : findChildren<QWidget *>())
        control->installEventFilter(this);
}

ConditionRow::~ConditionRow() { disconnect(m_released); }

// Its keys move the row, whichever of its controls has the keyboard; in the others those that remove it mean their text.
bool ConditionRow::eventFilter(QObject *watched, QEvent *event) {
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey && watched == m_grip && isOfCommand(static_cast<QKeyEvent *>(event), "rule.remove")) {
        event->accept(); // before the window's own keys
        if (event->type() == QEvent::KeyPress)
            m_context.document->remove(std::string(m_path));
        return true;
    }
    return movesRule(m_context, m_path, this, event) || QFrame::eventFilter(watched, event);
}

// The value that the bars' limit stands for.
ValueEdit *ConditionRow::limit(int which) const {
    if (auto *edit = findChild<ValueEdit *>((which == 0 ? QStringLiteral("ruleValue_") : QStringLiteral("ruleValue2_")) + m_name))
        return edit;
    return findChild<ValueEdit *>(QStringLiteral("ruleAmount_") + m_name);
}

void ConditionRow::setWidest(qint64 count) {
    if (count > 0)
        m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(formatNumber(count)) + 2);
}

void ConditionRow::setCount(qint64 count) {
    m_count->setText(count < 0 ? QString() : formatNumber(count));
    m_count->setAccessibleName(tr("%1 people meet this rule").arg(m_count->text()));
}

void ConditionRow::setWaiting(bool isWaiting) {
    m_waits->setVisible(isWaiting);
}

void ConditionRow::askValue() {
    auto *list = findChild<QPushButton *>(QStringLiteral("ruleValue_") + m_name);
    if (list && waitsForValue(m_value))
        list->click();
}

void ConditionRow::setFindings(const QStringList &sentences) {
    m_finding->setText(sentences.join(QLatin1Char('\n')));
    m_finding->setVisible(!sentences.isEmpty());
}

void ConditionRow::setMissing(const std::vector<service::MissingValue> &missing) {
    m_missing = missing;
    QStringList lines;
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const QString value = toQString(missing[i].value).left(60).toHtmlEscaped();
        QStringList near;
        for (std::size_t j = 0; j < missing[i].near.size(); ++j)
            near << QStringLiteral("<a href=\"%1 %2\" style=\"color:%3\">%4</a>")
                        .arg(i).arg(j).arg(tokens().accent.name(), toQString(missing[i].near[j]).left(60).toHtmlEscaped());
        lines << (near.isEmpty() ? tr("Nobody has \"%1\" there.").arg(value)
                                 : tr("Nobody has \"%1\" there. Was one of these meant: %2?").arg(value, near.join(QStringLiteral(", "))));
    }
    m_missingWords->setText(lines.join(QStringLiteral("<br>")));
    m_missingWords->setVisible(!lines.isEmpty());
}

void ConditionRow::takeNear(const QString &which) {
    const std::size_t i = which.section(QLatin1Char(' '), 0, 0).toUInt(), j = which.section(QLatin1Char(' '), 1).toUInt();
    if (i >= m_missing.size() || j >= m_missing[i].near.size())
        return;
    const Json old(m_missing[i].value), now(m_missing[i].near[j]);
    change([&](Json &value) {
        if (value.contains("value") && value["value"] == old)
            value["value"] = now;
        if (value.contains("values"))
            for (Json &one : value["values"])
                if (one == old)
                    one = now;
    });
}

bool ConditionRow::saysNot(const Json &condition) {
    const std::string type = jsonText(condition, "type");
    return type == "segment" || (type == "list" && condition.contains("id"));
}

model::RuleNode ConditionRow::node() const {
    model::RuleNode condition = model::conditionNode(m_value);
    return m_isNot ? model::groupNode(model::RuleNode::Kind::Not, {std::move(condition)}) : condition;
}

void ConditionRow::put(const Json &value, bool quiet, int merge) {
    m_value = value;
    const auto edit = [&] { m_context.document->replace(tr("Change a rule"), m_path, node(), merge); };
    if (quiet)
        m_context.quietly(edit);
    else
        edit();
}

bool ConditionRow::buildFamily() {
    model::Findings ignored;
    const std::string type = jsonText(m_value, "type");
    if (type == "sessions") {
        if (const auto read = model::readSessions(m_value, {}, ignored))
            return buildSessions(*read), true;
    } else if (type == "sequence") {
        if (const auto read = model::readSequence(m_value, {}, ignored))
            return buildSequence(*read), true;
    } else if (type == "related") {
        if (const auto read = model::readRelated(m_value, {}, ignored))
            return buildRelated(*read), true;
    } else if (type == "rfm") {
        if (const auto read = model::readRfm(m_value, {}, ignored))
            return buildStanding(*read), true;
    } else if (type == "rank") {
        if (const auto read = model::readRank(m_value, {}, ignored))
            return buildRank(*read), true;
    } else if (type == "bucket") {
        if (const auto read = model::readBucket(m_value, {}, ignored))
            return buildBucket(read->from, read->to), true;
    } else if (saysNot(m_value)) {
        return buildMembership(type.c_str()), true;
    }
    return false;
}

void ConditionRow::build() {
    model::Findings ignored;
    const std::string type = jsonText(m_value, "type");
    if (type == "attribute") {
        if (auto condition = model::readAttribute(m_value, {}, ignored))
            return buildAttribute(std::move(*condition));
    } else if (type == "event") {
        if (auto condition = model::readEvent(m_value, {}, ignored))
            return buildEvent(std::move(*condition));
    } else if (type == "recency") {
        if (auto condition = model::readRecency(m_value, {}, ignored))
            return buildRecency(std::move(*condition));
    }
    if (buildFamily())
        return;
    if (buildLedger())
        return addTextButton();
    if (type.empty())
        return addField(tr("Choose what to ask"), "circle-alert");
    // No controls for these: the rule in words; a kind without words of its own as the text form has it.
    const QString known = shortWords(node(), m_context.names);
    constexpr int kMostShown = 160;
    auto *words = makeLabel(known.size() > kMostShown ? known.left(kMostShown) + QStringLiteral("…") : known, "body", this);
    words->setObjectName(QStringLiteral("ruleWords_") + m_name);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_flow->addWidget(words);
    if (m_context.toText && known == plainName(type))
        m_context.toText(node(), [self = QPointer<ConditionRow>(this), words = QPointer<QLabel>(words)](const QString &text) {
            if (!self || !words)
                return;
            words->setText(text.size() > kMostShown ? text.left(kMostShown) + QStringLiteral("…") : text);
            words->setToolTip(Qt::convertFromPlainText(text));
            self->setAccessibleName(text);
        });
    addTextButton();
}

void ConditionRow::addField(const QString &text, const char *iconName) {
    QPushButton *button = addFieldButton(QStringLiteral("Field"), text, iconName);
    connect(button, &QPushButton::clicked, this, [this, button] {
        chooseCondition(button, m_context, choiceOf(m_value), [this](const QString &choice) {
            if (choice == QLatin1String(kNewValue))
                return m_context.newValue();
            const auto ask = m_context.askValue; // this row is gone once the rule is another
            const std::string path = m_path;
            m_context.document->replace(tr("Change a rule"), path, newCondition(choice, m_context.vocabulary));
            if (ask)
                ask(path);
        });
    });
}

void ConditionRow::addTextButton() {
    if (!m_context.fromText || findChild<QToolButton *>(QStringLiteral("ruleAsText_") + m_name))
        return;
    auto *edit = makeTool(QStringLiteral("ruleAsText_") + m_name, tr("Change it as text"), "square-pen", this);
    connect(edit, &QToolButton::clicked, this, &ConditionRow::editAsText);
    m_flow->addWidget(edit);
}

void ConditionRow::editAsText() {
    if (findChild<ConditionText *>())
        return;
    m_context.toText(node(), [self = QPointer<ConditionRow>(this)](const QString &text) {
        if (!self || self->findChild<ConditionText *>())
            return;
        const auto take = [self](const QString &changed, const std::function<void(const Error &)> &wrong) {
            if (!self)
                return;
            self->m_context.fromText(changed, [self, wrong](const Result<model::RuleNode> &node) {
                if (!self)
                    return;
                if (!node)
                    return wrong(node.error());
                self->m_context.document->replace(tr("Change a rule as text"), self->m_path, *node);
            });
        };
        auto *edit = new ConditionText(self->m_name, text, take, self);
        connect(edit, &ConditionText::closed, edit, &QObject::deleteLater);
        self->layout()->addWidget(edit);
        edit->findChild<QWidget *>(QStringLiteral("ruleText_") + self->m_name)->setFocus();
    });
}

void ConditionRow::buildAttribute(model::AttributeCondition condition) {
    const FieldKind kind = attributeKind(condition.test.field);
    addField(capital(fieldName(condition.test.field)), fieldIcon(condition.test.field, kind));
    if (kind == FieldKind::Number && hasEditor(condition.test))
        showSpread(condition.test);
    addTest({}, condition.test, kind, true, [this, kind](const FieldTest &test, bool quiet, int merge) {
        if (kind == FieldKind::Number)
            m_spread->setTest(test);
        put(model::toJson(model::AttributeCondition{test}), quiet, merge);
    });
}

void ConditionRow::showMenu() {
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("ruleMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    model::Findings ignored;
    if (auto event = model::readEvent(m_value, {}, ignored); event && propertiesOf(event->name) && !propertiesOf(event->name)->empty())
        menu->addAction(tr("Add a detail"), this, [this, condition = std::move(*event)]() mutable {
            condition.where.push_back(newTest(propertiesOf(condition.name)->front()));
            put(model::toJson(condition));
        });
    for (const auto &[words, act] : m_more)
        menu->addAction(words, this, [act = act] { act(); });
    if (m_context.fromText)
        menu->addAction(tr("Change it as text"), this, &ConditionRow::editAsText);
    menu->addAction(tr("Duplicate"), this, [this] {
        const std::string group = m_path.substr(0, m_path.rfind('/', m_path.rfind('/') - 1));
        m_context.document->add(group.empty() ? m_path : group, node());
    });
    menu->addSeparator();
    const auto addMove = [&](const QString &words, const char *command, RuleStep step) {
        menu->addAction(words, Commands::instance().keys(QLatin1String(command)).value(0), this, [this, step] { m_context.move(m_path, step); });
    };
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    addMove(tr("Move up"), "rule.up", RuleStep::Up);
    addMove(tr("Move down"), "rule.down", RuleStep::Down);
    if (movedOut(m_context.document->rule(), m_path))
        addMove(tr("Move out of the group"), isMirrored ? "rule.in" : "rule.out", RuleStep::Out);
    if (movedIn(m_context.document->rule(), m_path))
        addMove(tr("Group with its neighbour"), isMirrored ? "rule.out" : "rule.in", RuleStep::In);
    menu->addAction(tr("Put into a group"), this, [this] {
        m_context.document->replace(tr("Make a group"), m_path, model::groupNode(model::RuleNode::Kind::Any, {node()}));
    });
    menu->addAction(tr("Everybody but these"), this, [this] {
        m_context.document->replace(tr("Turn a rule round"), m_path,
                                    model::groupNode(model::RuleNode::Kind::None, {node()}));
    });
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, [this] { m_context.document->remove(m_path); });
    auto *more = findChild<QToolButton *>(QStringLiteral("ruleMore_") + m_name);
    menu->popup(more->mapToGlobal(QPoint(0, more->height())));
}

} // namespace audience::ui
