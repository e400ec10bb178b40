#include "ui/segments/sentence_row.h"

#include "qbase/convert.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_button.h"
#include "ui/kit/value_edit.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/rule_document.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QPointer>

namespace audience::ui {

using model::FieldTest;
using model::Operand;
using model::TestOp;
using model::TimeUnit;
using model::Window;

SentenceRow::SentenceRow(const RuleContext &context, const QString &name, const Json &value, QWidget *parent)
    : QFrame(parent), m_context(context), m_name(name), m_value(value) {}

void SentenceRow::change(const std::function<void(Json &)> &edit, const QString &typedIn) {
    Json changed = m_value;
    edit(changed);
    put(changed, !typedIn.isEmpty(), typedIn.isEmpty() ? -1 : mergeId(typedIn));
}

int SentenceRow::mergeId(const QString &part) const {
    const int holds = m_context.document ? m_context.document->holds() : 0;
    return int(qHash(m_name + part, std::size_t(holds)) & 0x3fffffff);
}

QPushButton *SentenceRow::addFieldButton(const QString &part, const QString &text, const char *iconName) {
    return addChoice(QStringLiteral("rule") + part + QLatin1Char('_') + m_name, text, "field", iconName);
}

QPushButton *SentenceRow::addChoice(const QString &objectName, const QString &text, const char *role, const char *iconName) {
    auto *button = makeButton(objectName, text, role, iconName, this);
    static_cast<ValueButton *>(button)->setChevron(false);
    m_flow->addWidget(button);
    return button;
}

QPushButton *SentenceRow::addWord(const QString &part, const QString &text, const QList<PickerItem> &choices, const QString &current,
                                   const std::function<void(const QString &)> &chosen) {
    auto *button = makeButton(QStringLiteral("rule") + part + QLatin1Char('_') + m_name, text, "word", nullptr, this);
    connect(button, &QPushButton::clicked, this, [button, choices, current, chosen] {
        Picker::pickOne(button, choices, current, [chosen](const QStringList &ids) { chosen(ids.first()); });
    });
    m_flow->addWidget(button);
    return button;
}

// A number and its unit in one frame: "2 years".
QWidget *SentenceRow::addBox(QLineEdit *edit, QPushButton *unit) {
    auto *box = new QFrame(this);
    setRole(box, "valueBox");
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    edit->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    unit->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (QWidget *part : {static_cast<QWidget *>(edit), static_cast<QWidget *>(unit)}) {
        m_flow->removeWidget(part);
        setRole(part, "bare");
        row->addWidget(part);
        part->show();
    }
    m_flow->addWidget(box);
    return box;
}

void SentenceRow::addUnit(QLineEdit *edit, const QString &unit) {
    auto *box = new QFrame(this);
    setRole(box, "valueBox");
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(1, 1, space::kSmall, 1);
    row->setSpacing(0);
    m_flow->removeWidget(edit);
    edit->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRole(edit, "bare");
    row->addWidget(edit);
    auto *label = makeLabel(unit, "body", box);
    label->setProperty("ink", QStringLiteral("accent"));
    row->addWidget(label);
    edit->show();
    m_flow->addWidget(box);
}

// Parts that no line break may tear apart, unless a line is too short for them alone: "in the last" and "90 days".
void SentenceRow::keepTogether(const QList<QWidget *> &parts) {
    auto *box = new QWidget(this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    box->setSizePolicy(policy);
    auto *row = new FlowLayout(box, kPartGap);
    for (QWidget *part : parts) {
        m_flow->removeWidget(part);
        row->addWidget(part);
        part->show();
    }
    m_flow->addWidget(box);
}

void SentenceRow::addPlain(const QString &text) {
    m_flow->addWidget(new ElidedLabel(text, "secondary", this));
}

ValueEdit *SentenceRow::addEdit(const QString &part, const QString &label, const QString &text,
                                 const std::function<void(const QString &)> &edited) {
    auto *edit = new ValueEdit(text, this);
    edit->setObjectName(QStringLiteral("rule") + part + QLatin1Char('_') + m_name);
    edit->setAccessibleName(label);
    edit->setProperty("role", QStringLiteral("value"));
    edit->setPlaceholderText(QStringLiteral("…"));
    if (RuleDocument *document = m_context.document) {
        connect(edit, &ValueEdit::held, document, &RuleDocument::hold);
        connect(edit, &ValueEdit::released, document, &RuleDocument::release);
    }
    connect(edit, &QLineEdit::textChanged, this, [edit, edited](const QString &now) {
        edit->updateGeometry();
        edited(now);
    });
    m_flow->addWidget(edit);
    return edit;
}

void SentenceRow::addTest(const QString &part, const FieldTest &test, FieldKind kind, bool isAttribute,
                           const std::function<void(const FieldTest &, bool quiet, int merge)> &changed) {
    if (!hasEditor(test)) {
        addPlain(testWords(test));
        return leaveToText();
    }
    // All controls of the test share what it has become: a key struck in one must not undo another's.
    auto state = std::make_shared<FieldTest>(test);
    addWord(part + QStringLiteral("Op"), operatorWord(test.op, kind), operatorItems(kind), toQString(model::toText(test.op)),
            [state, kind, changed](const QString &id) {
                state->op = model::testOpFromText(toUtf8(id)).value_or(state->op);
                prepareValues(*state, kind);
                changed(*state, false, -1);
            });
    const auto edit = [&](const QString &name, const QString &label, std::size_t index) {
        ValueEdit *made = addEdit(part + name, label, valueText(index < test.values.size() ? test.values[index] : Json()),
                [this, state, index, kind, changed, part, name](const QString &text) {
                    if (state->values.size() <= index)
                        state->values.resize(index + 1);
                    state->values[index] = valueJson(text, kind);
                    changed(*state, true, mergeId(part + name));
                });
        if (kind == FieldKind::Number)
            made->setNumber();
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
        QPushButton *button = addChoice(QStringLiteral("rule") + part + QStringLiteral("Value_") + m_name, shown, "value", nullptr);
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
        break;
    }
    case Operand::Window:
        addWindow(part, test.window, false, [state, changed](const Window &window, bool quiet, int merge) {
            state->window = window;
            changed(*state, quiet, merge);
        });
        break;
    }
}

void SentenceRow::addWindow(const QString &part, const Window &window, bool allTime,
                            const std::function<void(const Window &, bool quiet, int merge)> &changed) {
    if (window.kind > Window::Kind::Between) {
        addPlain(windowWords(window));
        return leaveToText();
    }
    constexpr Window::Kind kKinds[] = {Window::Kind::AllTime, Window::Kind::Last, Window::Kind::OlderThan, Window::Kind::Next,
                                       Window::Kind::Between};
    QList<PickerItem> kinds;
    for (const Window::Kind kind : kKinds)
        if (allTime || kind != Window::Kind::AllTime)
            kinds.append({QString::number(int(kind)), windowWord(kind), {}, {}});
    auto state = std::make_shared<Window>(window);
    QPushButton *word = addWord(part + QStringLiteral("Window"), windowWord(window.kind), kinds, QString::number(int(window.kind)), [state, changed](const QString &id) {
        state->kind = static_cast<Window::Kind>(id.toInt());
        if (state->n == 0)
            state->n = 30;
        changed(*state, false, -1);
    });
    if (window.kind == Window::Kind::AllTime)
        return;
    if (window.kind == Window::Kind::Between) {
        for (const bool from : {true, false}) {
            const QString end = part + (from ? QStringLiteral("From") : QStringLiteral("To"));
            ValueEdit *edit = addEdit(end, from ? tr("First day") : tr("Last day"), toQString(from ? window.from : window.to),
                                      [this, state, from, changed, end](const QString &text) {
                                          (from ? state->from : state->to) = toUtf8(text.trimmed());
                                          changed(*state, true, mergeId(end));
                                      });
            edit->setPlaceholderText(QStringLiteral("2026-01-31"));
            edit->setMinimumWidth(96);
            if (from)
                addPlain(tr("and"));
        }
        return;
    }
    ValueEdit *span = addEdit(part + QStringLiteral("Span"), tr("How many"), QString::number(window.n), [this, state, changed, part](const QString &text) {
        bool fine = false;
        const qlonglong n = text.trimmed().toLongLong(&fine);
        if (!fine || n < 0)
            return;
        state->n = n;
        changed(*state, true, mergeId(part + QStringLiteral("Span")));
    });
    span->setNumber(0);
    QList<PickerItem> units;
    for (int unit = 0; unit <= int(TimeUnit::Years); ++unit)
        units.append({QString::number(unit), unitWord(static_cast<TimeUnit>(unit), window.n), {}, {}});
    QPushButton *unit = addWord(part + QStringLiteral("Unit"), unitWord(window.unit, window.n), units, QString::number(int(window.unit)), [state, changed](const QString &id) {
        state->unit = static_cast<TimeUnit>(id.toInt());
        changed(*state, false, -1);
    });
    connect(span, &QLineEdit::textChanged, unit, [unit, state] { unit->setText(unitWord(state->unit, state->n)); });
    keepTogether({word, addBox(span, unit)});
}

} // namespace audience::ui
