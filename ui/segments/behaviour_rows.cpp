// The rows of conditions on what people did in an order, on their visits, and on what they have in other tables.
#include "model/related_condition.h"
#include "model/sequence_condition.h"
#include "model/session_condition.h"
#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/family_words.h"
#include "ui/text/words.h"

namespace audience::ui {

using model::AggregateTest;
using model::RelatedCondition;
using model::SequenceCondition;
using model::SessionCondition;

namespace {

Json &whole(Json &value) { return value; }

QString numbered(const char *part, std::size_t i) { return QLatin1String(part) + QString::number(i); }

} // namespace

void ConditionRow::buildSessions(const SessionCondition &visits) {
    addField(tr("Visits"), "timer");
    QList<PickerItem> measures;
    for (int of = 0; of <= int(model::kLastSessionMeasure); ++of)
        measures.append({toQString(model::toText(SessionCondition::Of(of))), visitWord(SessionCondition::Of(of)), {}, {}});
    addWord(QStringLiteral("Figure"), visitWord(visits.of), measures, toQString(model::toText(visits.of)),
            [this](const QString &id) { change([&](Json &value) { value["of"] = toUtf8(id); }); });
    addComparison({}, visits.of == SessionCondition::Of::Count ? tr("How many visits") : tr("How many minutes"), whole, visits.test);
    addPlain(tr("of"));
    addEvent({}, whole, visits.events.name, {{QStringLiteral("any"), tr("anything"), tr("whatever they did"), QStringLiteral("zap")}}, [this](const QString &) {
        change([](Json &value) {
            for (const char *member : {"name", "dataset", "where"})
                value.erase(member);
        });
    });
    if (const Fields *properties = propertiesOf(visits.events.name))
        addTests(QStringLiteral("Where"), whole, "where", visits.events.where, *properties, tr("where"), tr("Add a detail"));
    addWindowOf({}, whole, visits.events.window);
    addPlain(tr("a new visit after"));
    addGap(QStringLiteral("Gap"), tr("How long nothing happens between two visits"), whole, "gap", visits.gap);
}

void ConditionRow::addStep(const SequenceCondition &sequence, std::size_t i) {
    const auto &step = sequence.steps[i];
    const bool isLast = i + 1 == sequence.steps.size();
    const At at = [i](Json &value) -> Json & { return value["steps"][i]; };
    if (i > 0) {
        QList<PickerItem> turns{{QStringLiteral("did"), tr("then"), {}, {}}};
        if (isLast)
            turns.append({QStringLiteral("did_not"), tr("and then no"), {}, {}});
        addWord(numbered("Then", i), step.did ? tr("then") : tr("and then no"), turns, step.did ? QStringLiteral("did") : QStringLiteral("did_not"),
                [this, at](const QString &id) {
                    change([&](Json &value) {
                        at(value).erase("do");
                        if (id == QLatin1String("did_not")) {
                            at(value)["do"] = "did_not";
                            value.erase("reached");
                            value.erase("stopped_at");
                        }
                    });
                });
    }
    QList<PickerItem> first;
    if (sequence.steps.size() > 2)
        first.append({QStringLiteral("remove"), tr("Remove this step"), {}, QStringLiteral("trash-2")});
    addEvent(numbered("Step", i), at, step.events.name, first, [this, i](const QString &) {
        change([&](Json &value) {
            Json &steps = value["steps"];
            steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i));
            steps.front().erase("within");
            steps.front().erase("do");
            value.erase("reached");
            value.erase("stopped_at");
        });
    });
    if (const Fields *properties = propertiesOf(step.events.name))
        addTests(numbered("Step", i) + QStringLiteral("Where"), at, "where", step.events.where, *properties, tr("where"),
                 tr("Add a detail to step %1, %2").arg(i + 1).arg(plainName(step.events.name)));
    if (i > 0 && !sequence.within) {
        const QList<PickerItem> spans{{QStringLiteral("any"), tr("at any later time"), {}, {}}, {QStringLiteral("within"), tr("within"), {}, {}}};
        QPushButton *word = addWord(numbered("Within", i), step.within ? tr("within") : tr("at any later time"), spans,
                                    step.within ? QStringLiteral("within") : QStringLiteral("any"), [this, at](const QString &id) {
                                        change([&](Json &value) {
                                            at(value).erase("within");
                                            if (id == QLatin1String("within"))
                                                at(value)["within"] = model::toJson(model::TimeGap{7, model::TimeUnit::Days});
                                        });
                                    });
        if (step.within)
            keepTogether({word, addGap(numbered("Within", i), tr("Within how much time"), at, "within", *step.within)});
    }
    if (i == 0 || step.events.window.kind != model::Window::Kind::AllTime)
        addWindowOf(numbered("Step", i), at, step.events.window);
}

void ConditionRow::buildSequence(const SequenceCondition &sequence) {
    for (std::size_t i = 0; i < sequence.steps.size(); ++i)
        addStep(sequence, i);
    if (sequence.within) {
        addPlain(tr("all within"));
        addGap(QStringLiteral("Within"), tr("Within how much time"), whole, "within", *sequence.within);
    }
    if (sequence.steps.size() > 2 && sequence.steps.back().did) {
        QList<PickerItem> ends{{QStringLiteral("all"), tr("took every step"), {}, {}}};
        for (std::size_t i = 1; i < sequence.steps.size(); ++i)
            ends.append({QStringLiteral("stopped_at:%1").arg(i), tr("stopped after step %1").arg(i), {}, {}});
        for (std::size_t i = 1; i < sequence.steps.size(); ++i)
            ends.append({QStringLiteral("reached:%1").arg(i), tr("reached step %1").arg(i), {}, {}});
        const QString now = sequence.stoppedAt > 0 ? QStringLiteral("stopped_at:%1").arg(sequence.stoppedAt)
                            : sequence.reached > 0 ? QStringLiteral("reached:%1").arg(sequence.reached)
                                                   : QStringLiteral("all");
        QString words = ends.front().text;
        for (const auto &end : ends)
            if (end.id == now)
                words = end.text;
        addWord(QStringLiteral("End"), words, ends, now, [this](const QString &id) {
            change([&](Json &value) {
                value.erase("reached");
                value.erase("stopped_at");
                if (id != QLatin1String("all"))
                    value[toUtf8(id.section(QLatin1Char(':'), 0, 0))] = id.section(QLatin1Char(':'), 1).toInt();
            });
        });
    }
    addSame(sequence);
    if (sequence.steps.size() < model::kMaxSequenceSteps)
        m_more.emplace_back(tr("Followed by another step"), [this] {
            change([](Json &value) {
                Json &steps = value["steps"];
                steps.back().erase("do"); // only the last one may be left out
                steps.push_back(Json{{"name", jsonText(steps.back(), "name")}});
            });
        });
}

// Which property has one value in all steps: only where all of them have it.
void ConditionRow::addSame(const SequenceCondition &sequence) {
    QList<PickerItem> same{{QString(), tr("whatever it was about"), {}, {}}};
    if (const Fields *properties = propertiesOf(sequence.steps.front().events.name))
        for (const auto &property : *properties) {
            bool isEverywhere = true;
            for (const auto &step : sequence.steps) {
                const Fields *others = propertiesOf(step.events.name);
                isEverywhere = isEverywhere && others && std::any_of(others->begin(), others->end(), [&](const auto &other) { return other.name == property.name; });
            }
            if (isEverywhere)
                same.append({toQString(property.name), tr("with the same %1").arg(plainName(property.name)), {}, {}});
        }
    if (same.size() < 2 && sequence.same.empty())
        return;
    addWord(QStringLiteral("Same"), sequence.same.empty() ? same.front().text : tr("with the same %1").arg(plainName(sequence.same)), same,
            toQString(sequence.same), [this](const QString &id) {
                change([&](Json &value) {
                    value.erase("same");
                    if (!id.isEmpty())
                        value["same"] = toUtf8(id);
                });
            });
}

const service::RuleVocabulary::Table *ConditionRow::tableOf(const std::string &dataset) const {
    for (const auto &table : m_context.vocabulary.tables)
        if (table.dataset == dataset)
            return &table;
    return nullptr;
}

// What is asked of the rows at the end of the path.
void ConditionRow::addRelatedFigure(const RelatedCondition &related, const service::RuleVocabulary::Table *table) {
    using Rows = RelatedCondition::Rows;
    const auto idOf = [](AggregateTest::Of of, const std::string &field) { return QStringLiteral("of:%1:%2").arg(toQString(model::toText(of)), toQString(field)); };
    QList<PickerItem> figures{{QStringLiteral("any"), tr("has any of"), {}, {}}, {QStringLiteral("none"), tr("has none of"), {}, {}},
                              {idOf(AggregateTest::Of::Count, {}), tr("number of"), {}, {}}};
    if (table)
        for (const auto &field : table->fields) {
            for (const auto of : {AggregateTest::Of::Sum, AggregateTest::Of::Average, AggregateTest::Of::Minimum, AggregateTest::Of::Maximum})
                if (field.isNumber)
                    figures.append({idOf(of, field.name), tr("%1 in").arg(figureWords(of, field.name, {})), {}, {}});
            figures.append({idOf(AggregateTest::Of::Distinct, field.name), tr("%1 in").arg(figureWords(AggregateTest::Of::Distinct, field.name, {})), {}, {}});
            if (fieldKind(field.type) == FieldKind::Date)
                figures.append({QStringLiteral("latest:") + toQString(field.name), tr("the last by %1 of").arg(plainName(field.name)), {}, {}});
        }
    QString words, now = toQString(model::toText(related.rows));
    if (related.rows == Rows::Measure) {
        now = idOf(related.measure.of, related.measure.field);
        words = related.measure.of == AggregateTest::Of::Count ? tr("number of") : tr("%1 in").arg(figureWords(related.measure.of, related.measure.field, {}));
    } else {
        words = related.rows == Rows::Any    ? tr("has any of")
                : related.rows == Rows::None ? tr("has none of")
                : related.rows == Rows::All  ? tr("has only such of")
                : related.rows == Rows::Latest ? tr("the last by %1 of").arg(plainName(related.by))
                                               : tr("the first by %1 of").arg(plainName(related.by));
    }
    if (related.rows == Rows::Latest)
        now = QStringLiteral("latest:") + toQString(related.by);
    addWord(QStringLiteral("Figure"), words, figures, now, [this, table](const QString &id) {
        change([&](Json &value) {
            const bool wasMeasure = value.contains("of");
            for (const char *member : {"rows", "has", "by", "of", "field"})
                value.erase(member);
            const bool isMeasure = id.startsWith(QLatin1String("of:"));
            if (!isMeasure || !wasMeasure)
                for (const char *member : {"op", "value", "values"})
                    value.erase(member);
            if (!isMeasure) {
                value["rows"] = toUtf8(id.section(QLatin1Char(':'), 0, 0));
                if (const QString by = id.section(QLatin1Char(':'), 1); !by.isEmpty() && table) {
                    value["by"] = toUtf8(by);
                    value["has"] = Json::array({model::toJson(newTest(table->fields.front()))});
                }
                return;
            }
            value["of"] = toUtf8(id.section(QLatin1Char(':'), 1, 1));
            if (const QString field = id.section(QLatin1Char(':'), 2); !field.isEmpty())
                value["field"] = toUtf8(field);
            if (!wasMeasure) {
                value["op"] = ">=";
                value["value"] = 1;
            }
        });
    });
}

void ConditionRow::buildRelated(const RelatedCondition &related) {
    const auto *last = tableOf(related.path.back().dataset);
    addRelatedFigure(related, last);
    for (std::size_t i = 0; i < related.path.size(); ++i) {
        const auto &step = related.path[i];
        // A step may be written as its name alone.
        const At at = [i](Json &value) -> Json & {
            Json &place = value["path"][i];
            if (place.is_string())
                place = Json{{"dataset", place}};
            return place;
        };
        if (i > 0)
            addPlain(QStringLiteral("›"));
        const QString part = i == 0 ? QStringLiteral("Field") : numbered("Path", i);
        QList<PickerItem> places;
        if (i > 0)
            places.append({QString(), tr("Remove this table"), {}, QStringLiteral("trash-2")});
        for (const std::string &dataset : linkedTables(m_context.vocabulary, i == 0 ? std::string() : related.path[i - 1].dataset))
            places.append({toQString(dataset), plainName(dataset), {}, QStringLiteral("table")});
        QPushButton *button = addFieldButton(part, plainName(step.dataset), "table");
        connect(button, &QPushButton::clicked, this, [this, button, places, i, dataset = step.dataset] {
            Picker::pickOne(button, places, toQString(dataset), [this, i](const QStringList &ids) {
                change([&](Json &value) {
                    Json &path = value["path"];
                    path.erase(path.begin() + static_cast<std::ptrdiff_t>(i), path.end()); // what followed belongs to what was there
                    if (!ids.first().isEmpty())
                        path.push_back(toUtf8(ids.first()));
                    for (const char *member : {"has", "by", "of", "field", "op", "value", "values"})
                        value.erase(member);
                    value["rows"] = "any";
                });
            });
        });
        if (const auto *table = tableOf(step.dataset))
            addTests(part + QStringLiteral("Where"), at, "where", step.where, table->fields, tr("where"), tr("Add a detail of %1").arg(plainName(step.dataset)));
    }
    if (related.rows == RelatedCondition::Rows::Measure)
        addComparison({}, tr("How much"), whole, {related.measure.op, related.measure.values});
    else if (last)
        if (!related.has.empty())
            addTests(QStringLiteral("Has"), whole, "has", related.has, last->fields, tr("with"), tr("Add a test of it"));
    const auto next = linkedTables(m_context.vocabulary, related.path.back().dataset);
    if (related.path.size() < model::kMaxRelatedSteps)
        for (const std::string &dataset : next)
            m_more.emplace_back(tr("Look on in %1").arg(plainName(dataset)), [this, dataset] {
                change([&](Json &value) {
                    value["path"].push_back(dataset);
                    for (const char *member : {"has", "by", "of", "field", "op", "value", "values"})
                        value.erase(member);
                    value["rows"] = "any";
                });
            });
}

} // namespace audience::ui
