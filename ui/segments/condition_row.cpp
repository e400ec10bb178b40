#include "ui/segments/condition_row.h"

#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace audience::ui {

using model::AggregateTest;
using model::FieldTest;
using model::Operand;
using model::TestOp;
using model::TimeUnit;
using model::Window;

namespace {

// As wide as what stands in it.
class ValueEdit final : public QLineEdit {
public:
    using QLineEdit::QLineEdit;
    QSize sizeHint() const override {
        const int wide = fontMetrics().horizontalAdvance(text().isEmpty() ? QStringLiteral("000") : text());
        return {qBound(36, wide + 20, 240), QLineEdit::sizeHint().height()};
    }
};

const char *fieldIcon(FieldKind kind) {
    switch (kind) {
    case FieldKind::Number: return "hash";
    case FieldKind::Date: return "calendar";
    case FieldKind::Flag: return "toggle-left";
    case FieldKind::Text: break;
    }
    return "type";
}

const char *eventIcon(const std::string &name) {
    if (name.find("purchase") != std::string::npos || name.find("order") != std::string::npos || name.find("cart") != std::string::npos)
        return "shopping-cart";
    return name.find("open") != std::string::npos ? "mail-open" : "zap";
}

QList<PickerItem> operatorItems(FieldKind kind) {
    QList<PickerItem> items;
    for (const TestOp op : operatorsFor(kind))
        items.append({toQString(model::toText(op)), operatorWord(op, kind), {}, {}});
    return items;
}

void prepareValues(FieldTest &test, FieldKind kind) {
    const std::vector<Json> before = std::exchange(test.values, {});
    switch (model::operandOf(test.op)) {
    case Operand::One:
        test.values = {before.empty() ? (kind == FieldKind::Number ? Json(0) : Json("")) : before.front()};
        break;
    case Operand::Two:
        test.values = {before.empty() ? Json(0) : before.front(), before.size() > 1 ? before[1] : Json(100)};
        break;
    case Operand::List:
        for (const Json &value : before)
            if (!value.is_string() || !value.get<std::string>().empty())
                test.values.push_back(value);
        break;
    case Operand::Window:
        if (test.window.kind == Window::Kind::AllTime)
            test.window = {Window::Kind::Last, 30, TimeUnit::Days, {}, {}};
        break;
    case Operand::None:
        break;
    }
}

FieldTest newTest(const service::FieldView &field) {
    const FieldKind kind = fieldKind(field.type);
    FieldTest test;
    test.field = field.name;
    test.op = operatorsFor(kind).front();
    prepareValues(test, kind);
    return test;
}

} // namespace

QList<PickerItem> conditionChoices(const service::RuleVocabulary &vocabulary) {
    QList<PickerItem> items;
    for (const auto &event : vocabulary.events) {
        const QString name = toQString(event.name), icon = QLatin1String(eventIcon(event.name));
        items.append({QStringLiteral("event:") + name, plainName(event.name), ConditionRow::tr("did or did not"), icon});
        items.append({QStringLiteral("recency:") + name, ConditionRow::tr("last %1").arg(plainName(event.name)), ConditionRow::tr("how long ago"),
                      QStringLiteral("clock")});
    }
    for (const auto &field : vocabulary.attributes)
        items.append({QStringLiteral("attribute:") + toQString(field.name), plainName(field.name), typeWord(field.type),
                      QLatin1String(fieldIcon(fieldKind(field.type)))});
    return items;
}

model::RuleNode newCondition(const QString &choice, const service::RuleVocabulary &vocabulary) {
    const QString kind = choice.section(QLatin1Char(':'), 0, 0);
    const std::string name = toUtf8(choice.section(QLatin1Char(':'), 1));
    if (kind == QLatin1String("event")) {
        model::EventCondition condition;
        condition.name = name;
        condition.aggregate = AggregateTest{AggregateTest::Of::Count, {}, TestOp::GreaterOrEqual, {Json(1)}};
        condition.window = {Window::Kind::Last, 90, TimeUnit::Days, {}, {}};
        return model::conditionNode(model::toJson(condition));
    }
    if (kind == QLatin1String("recency")) {
        model::RecencyCondition condition;
        condition.name = name;
        condition.window = {Window::Kind::OlderThan, 90, TimeUnit::Days, {}, {}};
        return model::conditionNode(model::toJson(condition));
    }
    for (const auto &field : vocabulary.attributes)
        if (field.name == name)
            return model::conditionNode(model::toJson(model::AttributeCondition{newTest(field)}));
    return model::conditionNode(Json::object());
}

ConditionRow::ConditionRow(const RuleContext &context, const std::string &path, const QString &name, const Json &condition, QWidget *parent)
    : QFrame(parent), m_context(context), m_path(path), m_name(name), m_condition(condition) {
    setObjectName(QStringLiteral("ruleRow_") + name);
    setProperty("role", QStringLiteral("row"));
    setAccessibleName(shortWords(model::conditionNode(condition)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 4, 6, 4);
    layout->setSpacing(2);
    auto *row = makeRow(6);
    auto *parts = new QWidget(this);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    parts->setSizePolicy(policy);
    m_flow = new FlowLayout(parts, 6);
    row->addWidget(parts, 1);
    m_count = makeLabel({}, "secondary", this);
    m_count->setObjectName(QStringLiteral("ruleCount_") + name);
    row->addWidget(m_count);
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
    layout->addWidget(m_finding);
    build();
}

void ConditionRow::setCount(qint64 count) {
    m_count->setText(count < 0 ? QString() : formatNumber(count));
    m_count->setAccessibleName(tr("%1 people meet this rule").arg(m_count->text()));
}

void ConditionRow::setFindings(const QStringList &sentences) {
    m_finding->setText(sentences.join(QLatin1Char('\n')));
    m_finding->setVisible(!sentences.isEmpty());
}

void ConditionRow::put(const Json &condition, bool quiet, int merge) {
    m_condition = condition;
    const auto edit = [&] { m_context.document->replace(tr("Change a rule"), m_path, model::conditionNode(condition), merge); };
    if (quiet)
        m_context.quietly(edit);
    else
        edit();
}

int ConditionRow::mergeId(const QString &part) const {
    return int(qHash(m_name + part) & 0x3fffffff);
}

FieldKind ConditionRow::attributeKind(const std::string &field) const {
    for (const auto &known : m_context.vocabulary.attributes)
        if (known.name == field)
            return fieldKind(known.type);
    return FieldKind::Text;
}

const std::vector<service::FieldView> *ConditionRow::propertiesOf(const std::string &event) const {
    for (const auto &known : m_context.vocabulary.events)
        if (known.name == event)
            return &known.properties;
    return nullptr;
}

void ConditionRow::build() {
    model::Findings ignored;
    const std::string type = jsonText(m_condition, "type");
    if (type == "attribute") {
        if (auto condition = model::readAttribute(m_condition, {}, ignored))
            return buildAttribute(std::move(*condition));
    } else if (type == "event") {
        if (auto condition = model::readEvent(m_condition, {}, ignored))
            return buildEvent(std::move(*condition));
    } else if (type == "recency") {
        if (auto condition = model::readRecency(m_condition, {}, ignored))
            return buildRecency(std::move(*condition));
    }
    addField(type.empty() ? tr("Choose what to ask") : plainName(type), "circle-alert");
    addPlain(tr("cannot be shown here; open it as text"));
}

void ConditionRow::addField(const QString &text, const char *iconName) {
    auto *button = makeButton(QStringLiteral("ruleField_") + m_name, text, "field", iconName, this);
    connect(button, &QPushButton::clicked, this, [this, button] {
        Picker::pickOne(button, conditionChoices(m_context.vocabulary), {}, [this](const QStringList &ids) {
            m_context.document->replace(tr("Change a rule"), m_path, newCondition(ids.first(), m_context.vocabulary));
        });
    });
    m_flow->addWidget(button);
}

QPushButton *ConditionRow::addWord(const QString &part, const QString &text, const QList<PickerItem> &choices, const QString &current,
                                   const std::function<void(const QString &)> &chosen) {
    auto *button = makeButton(QStringLiteral("rule") + part + QLatin1Char('_') + m_name, text, "word", nullptr, this);
    connect(button, &QPushButton::clicked, this, [button, choices, current, chosen] {
        Picker::pickOne(button, choices, current, [chosen](const QStringList &ids) { chosen(ids.first()); });
    });
    m_flow->addWidget(button);
    return button;
}

void ConditionRow::addPlain(const QString &text) {
    m_flow->addWidget(makeLabel(text, "secondary", this));
}

QLineEdit *ConditionRow::addEdit(const QString &part, const QString &label, const QString &text,
                                 const std::function<void(const QString &)> &edited) {
    auto *edit = new ValueEdit(text, this);
    edit->setObjectName(QStringLiteral("rule") + part + QLatin1Char('_') + m_name);
    edit->setAccessibleName(label);
    edit->setProperty("role", QStringLiteral("value"));
    edit->setPlaceholderText(QStringLiteral("…"));
    connect(edit, &QLineEdit::textChanged, this, [edit, edited](const QString &now) {
        edit->updateGeometry();
        edited(now);
    });
    m_flow->addWidget(edit);
    return edit;
}

void ConditionRow::addTest(const QString &part, const FieldTest &test, FieldKind kind, bool isAttribute,
                           const std::function<void(const FieldTest &, bool quiet, int merge)> &changed) {
    // All controls of the test share what it has become: a key struck in one must not undo another's.
    auto state = std::make_shared<FieldTest>(test);
    addWord(part + QStringLiteral("Op"), operatorWord(test.op, kind), operatorItems(kind), toQString(model::toText(test.op)),
            [state, kind, changed](const QString &id) {
                state->op = model::testOpFromText(toUtf8(id)).value_or(state->op);
                prepareValues(*state, kind);
                changed(*state, false, -1);
            });
    const auto edit = [&](const QString &name, const QString &label, std::size_t index) {
        addEdit(part + name, label, valueText(index < test.values.size() ? test.values[index] : Json()),
                [this, state, index, kind, changed, part, name](const QString &text) {
                    if (state->values.size() <= index)
                        state->values.resize(index + 1);
                    state->values[index] = valueJson(text, kind);
                    changed(*state, true, mergeId(part + name));
                });
    };
    switch (model::operandOf(test.op)) {
    case Operand::None:
        break;
    case Operand::One:
        edit(QStringLiteral("Value"), tr("Value"), 0);
        break;
    case Operand::Two:
        edit(QStringLiteral("Value"), tr("Lowest"), 0);
        addPlain(tr("and"));
        edit(QStringLiteral("Value2"), tr("Highest"), 1);
        break;
    case Operand::List: {
        QStringList words;
        for (const Json &value : test.values)
            words << valueText(value);
        const QString shown = words.isEmpty() ? tr("choose…") : fontMetrics().elidedText(words.join(QStringLiteral(", ")), Qt::ElideRight, 260);
        auto *button = makeButton(QStringLiteral("rule") + part + QStringLiteral("Value_") + m_name, shown, "value", nullptr, this);
        button->setAccessibleName(tr("Values: %1").arg(words.join(QStringLiteral(", "))));
        button->setToolTip(words.join(QStringLiteral("\n")));
        connect(button, &QPushButton::clicked, this, [this, button, test, kind, words, changed, isAttribute] {
            const QPointer<QPushButton> anchor(button);
            const auto open = [anchor, test, kind, words, changed](const QList<PickerItem> &items) {
                if (!anchor)
                    return;
                Picker::pickMany(anchor, items, words, [test, kind, changed](const QStringList &ids) {
                    FieldTest now = test;
                    now.values.clear();
                    for (const QString &id : ids)
                        now.values.push_back(valueJson(id, kind));
                    changed(now, false, -1);
                });
            };
            if (isAttribute && m_context.values)
                m_context.values(toQString(test.field), open);
            else
                open({});
        });
        m_flow->addWidget(button);
        break;
    }
    case Operand::Window:
        addWindow(test.window, false, [state, changed](const Window &window, bool quiet, int merge) {
            state->window = window;
            changed(*state, quiet, merge);
        });
        break;
    }
}

void ConditionRow::addWindow(const Window &window, bool allTime, const std::function<void(const Window &, bool quiet, int merge)> &changed) {
    constexpr Window::Kind kKinds[] = {Window::Kind::AllTime, Window::Kind::Last, Window::Kind::OlderThan, Window::Kind::Next,
                                       Window::Kind::Between};
    QList<PickerItem> kinds;
    for (const Window::Kind kind : kKinds)
        if (allTime || kind != Window::Kind::AllTime)
            kinds.append({QString::number(int(kind)), windowWord(kind), {}, {}});
    auto state = std::make_shared<Window>(window);
    addWord(QStringLiteral("Window"), windowWord(window.kind), kinds, QString::number(int(window.kind)), [state, changed](const QString &id) {
        state->kind = static_cast<Window::Kind>(id.toInt());
        if (state->n == 0)
            state->n = 30;
        changed(*state, false, -1);
    });
    if (window.kind == Window::Kind::AllTime)
        return;
    if (window.kind == Window::Kind::Between) {
        for (const bool from : {true, false}) {
            const QString part = from ? QStringLiteral("From") : QStringLiteral("To");
            QLineEdit *edit = addEdit(part, from ? tr("First day") : tr("Last day"), toQString(from ? window.from : window.to),
                                      [this, state, from, changed, part](const QString &text) {
                                          (from ? state->from : state->to) = toUtf8(text.trimmed());
                                          changed(*state, true, mergeId(part));
                                      });
            edit->setPlaceholderText(QStringLiteral("2026-01-31"));
            edit->setMinimumWidth(96);
            if (from)
                addPlain(tr("and"));
        }
        return;
    }
    addEdit(QStringLiteral("Span"), tr("How many"), QString::number(window.n), [this, state, changed](const QString &text) {
        bool fine = false;
        const qlonglong n = text.trimmed().toLongLong(&fine);
        if (!fine || n < 0)
            return;
        state->n = n;
        changed(*state, true, mergeId(QStringLiteral("Span")));
    });
    QList<PickerItem> units;
    for (int unit = 0; unit <= int(TimeUnit::Years); ++unit)
        units.append({QString::number(unit), unitWord(static_cast<TimeUnit>(unit), window.n), {}, {}});
    addWord(QStringLiteral("Unit"), unitWord(window.unit, window.n), units, QString::number(int(window.unit)), [state, changed](const QString &id) {
        state->unit = static_cast<TimeUnit>(id.toInt());
        changed(*state, false, -1);
    });
}

void ConditionRow::buildAttribute(model::AttributeCondition condition) {
    const FieldKind kind = attributeKind(condition.test.field);
    addField(plainName(condition.test.field), fieldIcon(kind));
    addTest({}, condition.test, kind, true, [this](const FieldTest &test, bool quiet, int merge) {
        put(model::toJson(model::AttributeCondition{test}), quiet, merge);
    });
}

void ConditionRow::buildEvent(model::EventCondition condition) {
    auto state = std::make_shared<model::EventCondition>(std::move(condition));
    const auto putState = [this, state](bool quiet, int merge) { put(model::toJson(*state), quiet, merge); };
    addWord(QStringLiteral("Did"), state->did ? tr("did") : tr("did not"),
            {{QStringLiteral("1"), tr("did"), {}, {}}, {QStringLiteral("0"), tr("did not"), {}, {}}},
            state->did ? QStringLiteral("1") : QStringLiteral("0"), [state, putState](const QString &id) {
                state->did = id == QLatin1String("1");
                putState(false, -1);
            });
    addField(plainName(state->name), eventIcon(state->name));
    const auto *properties = propertiesOf(state->name);
    // "times", or a figure of one of the event's numbers.
    QList<PickerItem> figures{{QStringLiteral("any"), tr("at least once"), {}, {}}, {QStringLiteral("count"), tr("number of times"), {}, {}}};
    if (properties)
        for (const auto &property : *properties)
            for (const auto of : {AggregateTest::Of::Sum, AggregateTest::Of::Average, AggregateTest::Of::Maximum})
                if (property.isNumber)
                    figures.append({toQString(model::toText(of)) + QLatin1Char(':') + toQString(property.name),
                                    aggregateWord(of) + QLatin1Char(' ') + plainName(property.name), {}, {}});
    const bool counts = state->aggregate && state->aggregate->of == AggregateTest::Of::Count;
    const auto chooseFigure = [state, putState](const QString &id) {
        if (id == QLatin1String("any")) {
            state->aggregate.reset();
        } else {
            AggregateTest test = state->aggregate.value_or(AggregateTest{AggregateTest::Of::Count, {}, TestOp::GreaterOrEqual, {Json(1)}});
            test.of = AggregateTest::Of::Count;
            test.field = toUtf8(id.section(QLatin1Char(':'), 1));
            for (const auto of : {AggregateTest::Of::Sum, AggregateTest::Of::Average, AggregateTest::Of::Maximum})
                if (id.section(QLatin1Char(':'), 0, 0) == toQString(model::toText(of)))
                    test.of = of;
            state->aggregate = test;
        }
        putState(false, -1);
    };
    if (!state->aggregate) {
        addWord(QStringLiteral("Figure"), state->did ? tr("at least once") : tr("at all"), figures, QStringLiteral("any"), chooseFigure);
    } else {
        if (!counts)
            addWord(QStringLiteral("Figure"), aggregateWord(state->aggregate->of) + QLatin1Char(' ') + plainName(state->aggregate->field), figures, {},
                    chooseFigure);
        QList<PickerItem> operators;
        for (const TestOp op : countOperators())
            operators.append({toQString(model::toText(op)), countWord(op), {}, {}});
        addWord(QStringLiteral("CountOp"), countWord(state->aggregate->op), operators, toQString(model::toText(state->aggregate->op)),
                [state, putState](const QString &id) {
                    state->aggregate->op = model::testOpFromText(toUtf8(id)).value_or(TestOp::GreaterOrEqual);
                    putState(false, -1);
                });
        addEdit(QStringLiteral("Amount"), counts ? tr("How many times") : tr("How much"),
                valueText(state->aggregate->values.empty() ? Json() : state->aggregate->values.front()), [this, state, putState](const QString &text) {
                    state->aggregate->values = {valueJson(text, FieldKind::Number)};
                    putState(true, mergeId(QStringLiteral("Amount")));
                });
        if (counts)
            addWord(QStringLiteral("Figure"), tr("times"), figures, QStringLiteral("count"), chooseFigure);
    }
    addWindow(state->window, true, [state, putState](const Window &window, bool quiet, int merge) {
        state->window = window;
        putState(quiet, merge);
    });
    for (std::size_t i = 0; i < state->where.size(); ++i) {
        FieldKind kind = FieldKind::Text;
        QList<PickerItem> names{{QString(), tr("Remove this detail"), {}, QStringLiteral("trash-2")}};
        if (properties)
            for (const auto &property : *properties) {
                if (property.name == state->where[i].field)
                    kind = fieldKind(property.type);
                names.append({toQString(property.name), plainName(property.name), typeWord(property.type), {}});
            }
        addPlain(i == 0 ? tr("where") : tr("and"));
        const QString part = QStringLiteral("Where%1").arg(i);
        QPushButton *field = addWord(part, plainName(state->where[i].field), names, toQString(state->where[i].field),
                                     [this, state, putState, i](const QString &id) {
                                         const auto *known = propertiesOf(state->name);
                                         if (id.isEmpty())
                                             state->where.erase(state->where.begin() + static_cast<std::ptrdiff_t>(i));
                                         else if (known)
                                             for (const auto &property : *known)
                                                 if (toQString(property.name) == id)
                                                     state->where[i] = newTest(property);
                                         putState(false, -1);
                                     });
        setRole(field, "field");
        addTest(part, state->where[i], kind, false, [state, putState, i](const FieldTest &test, bool quiet, int merge) {
            state->where[i] = test;
            putState(quiet, merge);
        });
    }
}

void ConditionRow::buildRecency(model::RecencyCondition condition) {
    auto state = std::make_shared<model::RecencyCondition>(std::move(condition));
    addWord(QStringLiteral("Which"), state->first ? tr("first") : tr("last"),
            {{QStringLiteral("last"), tr("last"), {}, {}}, {QStringLiteral("first"), tr("first"), {}, {}}},
            state->first ? QStringLiteral("first") : QStringLiteral("last"), [this, state](const QString &id) {
                state->first = id == QLatin1String("first");
                put(model::toJson(*state));
            });
    addField(plainName(state->name), eventIcon(state->name));
    addWindow(state->window, false, [this, state](const Window &window, bool quiet, int merge) {
        state->window = window;
        put(model::toJson(*state), quiet, merge);
    });
}

void ConditionRow::showMenu() {
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("ruleMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    model::Findings ignored;
    if (auto event = model::readEvent(m_condition, {}, ignored); event && propertiesOf(event->name) && !propertiesOf(event->name)->empty())
        menu->addAction(tr("Add a detail"), this, [this, condition = std::move(*event)]() mutable {
            condition.where.push_back(newTest(propertiesOf(condition.name)->front()));
            put(model::toJson(condition));
        });
    menu->addAction(tr("Everybody but these"), this, [this] {
        m_context.document->replace(tr("Turn a rule round"), m_path,
                                    model::groupNode(model::RuleNode::Kind::None, {model::conditionNode(m_condition)}));
    });
    menu->addAction(tr("Copy it below"), this, [this] {
        const std::string group = m_path.substr(0, m_path.rfind('/', m_path.rfind('/') - 1));
        m_context.document->add(group, model::conditionNode(m_condition));
    });
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, [this] { m_context.document->remove(m_path); });
    auto *more = findChild<QToolButton *>(QStringLiteral("ruleMore_") + m_name);
    menu->popup(more->mapToGlobal(QPoint(0, more->height())));
}

} // namespace audience::ui
