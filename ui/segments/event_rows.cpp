// The rows of conditions on what people did and when they did it last, with the bars of what they spent.
#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/spread_view.h"
#include "ui/kit/value_edit.h"
#include "ui/segments/trait_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QPointer>
#include <QPushButton>

namespace audience::ui {

using model::AggregateTest;
using model::FieldTest;
using model::TestOp;
using model::Window;

void ConditionRow::showSpread(const FieldTest &test) {
    m_spread->setTest(test);
    if (m_context.spread)
        m_context.spread(toQString(test.field), [view = QPointer<SpreadView>(m_spread)](const service::Spread &spread) {
            if (view)
                view->setSpread(spread);
        });
}

// The spread of what is asked for, as bars beside it: of a computed value like this one.
void ConditionRow::showSpreadOf(const model::EventCondition &event) {
    if (!m_context.spreadOf || !event.aggregate || event.aggregate->values.size() != 1)
        return;
    Json formula = model::toJson(event);
    for (const char *member : {"type", "do", "aggregate"})
        formula.erase(member);
    formula["of"] = std::string(model::toText(event.aggregate->of));
    if (!event.aggregate->field.empty())
        formula["field"] = event.aggregate->field;
    showSpending(event);
    if (formula == m_spreadOf)
        return; // another row's change, or the limit itself, which is no part of it
    m_spreadOf = formula;
    m_context.spreadOf(formula, [view = QPointer<SpreadView>(m_spread)](const service::Spread &spread) {
        if (view)
            view->setSpread(spread);
    });
}

void ConditionRow::showSpending(const model::EventCondition &event) {
    FieldTest test;
    test.field = event.aggregate->field;
    test.op = event.aggregate->op;
    test.values = event.aggregate->values;
    m_spread->setTest(test);
}

void ConditionRow::buildEvent(model::EventCondition condition) {
    auto state = std::make_shared<model::EventCondition>(std::move(condition));
    const auto putState = [this, state](bool quiet, int merge) { put(model::toJson(*state), quiet, merge); };
    const bool isSpent = m_context.names.isSpending(*state);
    if (!isSpent)
        addWord(QStringLiteral("Did"), state->did ? tr("did") : tr("did not"),
            {{QStringLiteral("1"), tr("did"), {}, {}}, {QStringLiteral("0"), tr("did not"), {}, {}}},
            state->did ? QStringLiteral("1") : QStringLiteral("0"), [state, putState](const QString &id) {
                state->did = id == QLatin1String("1");
                putState(false, -1);
            });
    addField(isSpent ? tr("Spent in total") : plainName(state->name), eventIcon(state->name));
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
        if (isSpent)
            m_more.emplace_back(tr("Ask something else of these purchases"), [this, figures, chooseFigure] {
                auto *field = findChild<QPushButton *>(QStringLiteral("ruleField_") + m_name);
                Picker::pickOne(field, figures, {}, [chooseFigure](const QStringList &ids) { chooseFigure(ids.first()); });
            });
        else if (!counts)
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
        ValueEdit *amount = addEdit(QStringLiteral("Amount"), counts ? tr("How many times") : tr("How much"),
                valueText(state->aggregate->values.empty() ? Json() : state->aggregate->values.front()), [this, state, counts, putState](const QString &text) {
                    state->aggregate->values = {valueJson(text, FieldKind::Number)};
                    if (!counts)
                        showSpending(*state);
                    putState(true, mergeId(QStringLiteral("Amount")));
                });
        amount->setNumber();
        if (isSpent)
            addUnit(amount, m_context.names.currency());
        if (counts)
            addBox(amount, addWord(QStringLiteral("Figure"), tr("times"), figures, QStringLiteral("count"), chooseFigure));
    }
    const bool hasBars = state->aggregate && !counts && state->did;
    addWindow({}, state->window, true, [this, state, hasBars, putState](const Window &window, bool quiet, int merge) {
        state->window = window;
        putState(quiet, merge);
        if (quiet && hasBars && !m_context.document->isHeld())
            showSpreadOf(*state);
    });
    if (hasBars) {
        showSpreadOf(*state);
        m_released = connect(m_context.document, &RuleDocument::released, this, [this, state] { showSpreadOf(*state); });
    }
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
    const auto take = [this, state](bool first) {
        state->first = first;
        put(model::toJson(*state));
    };
    const QString event = plainName(state->name);
    if (state->first) {
        addWord(QStringLiteral("Which"), tr("first"), {{QStringLiteral("last"), tr("last"), {}, {}}, {QStringLiteral("first"), tr("first"), {}, {}}}, QStringLiteral("first"),
                [take](const QString &id) { take(id == QLatin1String("first")); });
        addField(event, eventIcon(state->name));
    } else {
        addField(capital(QCoreApplication::translate("Rule", "last %1").arg(event)), "calendar");
        m_more.emplace_back(tr("Ask for the first one"), [take] { take(true); });
    }
    addWindow({}, state->window, false, [this, state](const Window &window, bool quiet, int merge) {
        state->window = window;
        put(model::toJson(*state), quiet, merge);
    });
}

} // namespace audience::ui
