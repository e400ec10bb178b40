// Parts of a sentence that stand in several kinds of rules: events with their tests, figures compared with numbers,
// spans between two moments.
#include "qbase/convert.h"
#include "ui/kit/value_edit.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/sentence_row.h"
#include "ui/text/words.h"

namespace audience::ui {

using model::FieldTest;
using model::TestOp;
using model::TimeUnit;
using model::Window;

void SentenceRow::addWindowOf(const QString &part, const At &at, const Window &window) {
    addWindow(part, window, true, [this, at](const Window &now, bool quiet, int merge) {
        Json changed = m_value;
        if (now.kind == Window::Kind::AllTime)
            at(changed).erase("window");
        else
            at(changed)["window"] = model::toJson(now);
        put(changed, quiet, merge);
    });
}

void SentenceRow::addComparison(const QString &part, const QString &label, const At &at, const model::NumberComparison &test) {
    QList<PickerItem> operators;
    QVector<TestOp> all = countOperators();
    all << TestOp::Between;
    for (const TestOp op : all)
        operators.append({toQString(model::toText(op)), countWord(op), {}, {}});
    QWidget *word = addWord(part + QStringLiteral("CountOp"), countWord(test.op), operators, toQString(model::toText(test.op)), [this, at, test](const QString &id) {
        model::NumberComparison now = test;
        now.op = model::testOpFromText(toUtf8(id)).value_or(test.op);
        now.values.resize(now.op == TestOp::Between ? 2 : 1, now.values.empty() ? Json(1) : now.values.front());
        change([&](Json &value) {
            Json &place = at(value);
            place.erase("value");
            place.erase("values");
            model::putNumberComparison(place, now);
        });
    });
    QList<QWidget *> parts{word};
    for (std::size_t i = 0; i < test.values.size(); ++i) {
        const QString name = part + (i == 0 ? QStringLiteral("Amount") : QStringLiteral("Amount2"));
        ValueEdit *edit = addEdit(name, label, valueText(test.values[i]), [this, at, i, name](const QString &text) {
            change([&](Json &value) {
                Json &place = at(value);
                (place.contains("values") ? place["values"][i] : place["value"]) = valueJson(text, FieldKind::Number);
            }, name);
        });
        edit->setNumber();
        parts << edit;
    }
    keepTogether(parts);
}

QWidget *SentenceRow::addGap(const QString &part, const QString &label, const At &at, const char *member, const model::TimeGap &gap) {
    ValueEdit *span = addEdit(part + QStringLiteral("Span"), label, QString::number(gap.n), [this, at, member, part](const QString &text) {
        bool isFine = false;
        const qlonglong n = text.trimmed().toLongLong(&isFine);
        if (isFine && n > 0)
            change([&](Json &value) { at(value)[member]["n"] = n; }, part + QStringLiteral("Span"));
    });
    span->setNumber(1);
    QList<PickerItem> units;
    for (const TimeUnit unit : {TimeUnit::Minutes, TimeUnit::Hours, TimeUnit::Days, TimeUnit::Weeks})
        units.append({toQString(model::toText(unit)), unitWord(unit, gap.n), {}, {}});
    QPushButton *unit = addWord(part + QStringLiteral("Unit"), unitWord(gap.unit, gap.n), units, toQString(model::toText(gap.unit)),
                                [this, at, member](const QString &id) { change([&](Json &value) { at(value)[member]["unit"] = toUtf8(id); }); });
    return addBox(span, unit);
}

QPushButton *SentenceRow::addEvent(const QString &part, const At &at, const std::string &name, const QList<PickerItem> &first,
                                   const std::function<void(const QString &)> &chosen) {
    constexpr char kEvent[] = "event:"; // apart from the ids of `first`
    QList<PickerItem> items = first;
    for (const auto &event : m_context.vocabulary.events)
        items.append({QLatin1String(kEvent) + toQString(event.name), plainName(event.name), {}, QLatin1String(eventIcon(event.name))});
    QPushButton *button = addFieldButton(part + QStringLiteral("Event"), name.empty() ? tr("anything") : plainName(name), eventIcon(name));
    connect(button, &QPushButton::clicked, this, [this, button, items, at, name, chosen, kEvent] {
        Picker::pickOne(button, items, QLatin1String(kEvent) + toQString(name), [this, at, name, chosen, kEvent](const QStringList &ids) {
            if (!ids.first().startsWith(QLatin1String(kEvent)))
                return chosen(ids.first());
            const std::string now = toUtf8(ids.first().mid(int(sizeof(kEvent)) - 1));
            if (now != name)
                change([&](Json &value) {
                    Json &place = at(value);
                    place["name"] = now;
                    place.erase("dataset");
                    place.erase("where"); // tests of the other one's details
                });
        });
    });
    return button;
}

void SentenceRow::addTests(const QString &part, const At &at, const char *member, const std::vector<FieldTest> &tests, const Fields &fields,
                           const QString &lead, const QString &more) {
    for (std::size_t i = 0; i < tests.size(); ++i) {
        QList<PickerItem> names{{QString(), tr("Remove this detail"), {}, QStringLiteral("trash-2")}};
        FieldKind kind = FieldKind::Text;
        for (const auto &field : fields) {
            if (field.name == tests[i].field)
                kind = fieldKind(field.type);
            names.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
        }
        const QString name = part + QString::number(i);
        addPlain(i == 0 ? lead : tr("and"));
        QPushButton *field = addWord(name, plainName(tests[i].field), names, toQString(tests[i].field), [this, at, member, i, fields](const QString &id) {
            change([&](Json &value) {
                Json &list = at(value)[member];
                if (id.isEmpty())
                    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
                for (const auto &known : fields)
                    if (toQString(known.name) == id)
                        list[i] = model::toJson(newTest(known));
                if (list.empty())
                    at(value).erase(member);
            });
        });
        setRole(field, "field");
        addTest(name, tests[i], kind, false, [this, at, member, i](const FieldTest &test, bool quiet, int merge) {
            Json changed = m_value;
            at(changed)[member][i] = model::toJson(test);
            put(changed, quiet, merge);
        });
    }
    if (!fields.empty())
        m_more.emplace_back(more, [this, at, member, first = fields.front()] {
            change([&](Json &value) {
                Json &place = at(value);
                if (!place.contains(member))
                    place[member] = Json::array();
                place[member].push_back(model::toJson(newTest(first)));
            });
        });
}

const SentenceRow::Fields &SentenceRow::attributeFields() const {
    if (m_fields.empty()) {
        m_fields = m_context.vocabulary.attributes;
        m_fields.insert(m_fields.end(), m_context.vocabulary.traits.begin(), m_context.vocabulary.traits.end());
    }
    return m_fields;
}

FieldKind SentenceRow::attributeKind(const std::string &field) const {
    for (const auto &known : attributeFields())
        if (known.name == field)
            return fieldKind(known.type);
    return FieldKind::Text;
}

const SentenceRow::Fields *SentenceRow::propertiesOf(const std::string &event) const {
    for (const auto &known : m_context.vocabulary.events)
        if (known.name == event)
            return &known.properties;
    return nullptr;
}

} // namespace audience::ui
