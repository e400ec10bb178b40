// The editor of "Show when": everyone, only people whose field says something, or a condition in Liquid.
#include "model/block_values.h"
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/property_condition.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_field_text.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr const char *kTests[] = {"filled", "empty", "is", "not", "contains", "more", "less"};

QString testWords(const QString &test) {
    if (test == QLatin1String("filled"))
        return PropertyEditor::tr("is filled in");
    if (test == QLatin1String("empty"))
        return PropertyEditor::tr("is empty");
    if (test == QLatin1String("is"))
        return PropertyEditor::tr("is");
    if (test == QLatin1String("not"))
        return PropertyEditor::tr("is not");
    if (test == QLatin1String("contains"))
        return PropertyEditor::tr("contains");
    return test == QLatin1String("more") ? PropertyEditor::tr("is more than") : PropertyEditor::tr("is less than");
}

QString literal(const QString &value, bool isNumber) {
    bool isFine = false;
    value.trimmed().toDouble(&isFine);
    if (isFine && isNumber)
        return value.trimmed();
    return value.contains(QLatin1Char('"')) ? QLatin1Char('\'') + value + QLatin1Char('\'') : QLatin1Char('"') + value + QLatin1Char('"');
}

} // namespace

QString liquidOf(const FieldCondition &condition) {
    const QString &field = condition.field, &test = condition.test;
    if (field.isEmpty())
        return {};
    if (test == QLatin1String("filled"))
        return QStringLiteral("%1 and %1 != \"\"").arg(field);
    if (test == QLatin1String("empty"))
        return QStringLiteral("%1 == nil or %1 == \"\"").arg(field);
    if (test == QLatin1String("contains"))
        return QStringLiteral("%1 contains %2").arg(field, literal(condition.value, false));
    const bool isOrder = test == QLatin1String("more") || test == QLatin1String("less");
    const QString sign = test == QLatin1String("is") ? QStringLiteral("==") : test == QLatin1String("not") ? QStringLiteral("!=") : test == QLatin1String("more") ? QStringLiteral(">") : QStringLiteral("<");
    return QStringLiteral("%1 %2 %3").arg(field, sign, literal(condition.value, isOrder || condition.isNumber));
}

std::optional<FieldCondition> fieldCondition(const QString &liquid) {
    static const QRegularExpression filled(QStringLiteral("^\\s*([\\w.\\[\\]\"' -]+?) and \\1 != \"\"\\s*$"));
    static const QRegularExpression empty(QStringLiteral("^\\s*([\\w.\\[\\]\"' -]+?) == nil or \\1 == \"\"\\s*$"));
    static const QRegularExpression compared(QStringLiteral("^\\s*(\\w[\\w.]*(?:\\[\"[^\"]+\"\\])?) (==|!=|contains|>|<) (\"[^\"]*\"|'[^']*'|-?\\d+(?:\\.\\d+)?)\\s*$"));
    if (const auto found = filled.match(liquid); found.hasMatch())
        return FieldCondition{found.captured(1), QStringLiteral("filled"), {}, false};
    if (const auto found = empty.match(liquid); found.hasMatch())
        return FieldCondition{found.captured(1), QStringLiteral("empty"), {}, false};
    const auto found = compared.match(liquid);
    if (!found.hasMatch())
        return {};
    const QString sign = found.captured(2);
    QString value = found.captured(3);
    const bool isNumber = !value.startsWith(QLatin1Char('"')) && !value.startsWith(QLatin1Char('\''));
    if (!isNumber)
        value = value.mid(1, value.size() - 2);
    const QString test = sign == QLatin1String("==") ? QStringLiteral("is") : sign == QLatin1String("!=") ? QStringLiteral("not") : sign == QLatin1String(">") ? QStringLiteral("more") : sign == QLatin1String("<") ? QStringLiteral("less") : sign;
    return FieldCondition{found.captured(1), test, value, isNumber};
}

namespace {

class ConditionEditor final : public PropertyEditor {
public:
    ConditionEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask) {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kTiny);
        m_mode = makeButton(ask.key, {}, "field", nullptr, this);
        m_field = makeButton(ask.key + QStringLiteral("_field"), {}, "field", nullptr, this);
        m_test = makeButton(ask.key + QStringLiteral("_test"), {}, "field", nullptr, this);
        m_value = new QLineEdit(this);
        m_value->setObjectName(ask.key + QStringLiteral("_value"));
        m_value->setAccessibleName(PropertyEditor::tr("Value"));
        m_value->setPlaceholderText(PropertyEditor::tr("Value"));
        m_liquid = new FieldText(false, this);
        m_liquid->setObjectName(ask.key + QStringLiteral("_liquid"));
        m_liquid->setAccessibleName(PropertyEditor::tr("Condition in Liquid"));
        m_liquid->setPlaceholderText(PropertyEditor::tr("vip and orders > 3"));
        for (QWidget *one : {static_cast<QWidget *>(m_mode), static_cast<QWidget *>(m_field), static_cast<QWidget *>(m_test), static_cast<QWidget *>(m_value), static_cast<QWidget *>(m_liquid)})
            layout->addWidget(one);
        setFocusProxy(m_mode);
        connect(m_mode, &QPushButton::clicked, this, &ConditionEditor::pickMode);
        connect(m_field, &QPushButton::clicked, this, &ConditionEditor::pickField);
        connect(m_test, &QPushButton::clicked, this, &ConditionEditor::pickTest);
        connect(m_value, &QLineEdit::textEdited, this, [this](const QString &text) {
            m_condition.value = text;
            say(true);
        });
        connect(m_value, &QLineEdit::editingFinished, this, &PropertyEditor::settled);
        connect(m_liquid, &FieldText::edited, this, [this](const QString &text) {
            // Enter is for people; the condition is one line.
            const QString line = text.simplified();
            m_shown = line.isEmpty() ? Json() : Json(toUtf8(line));
            tell(m_shown, true);
        });
        connect(m_liquid, &FieldText::left, this, &PropertyEditor::settled);
        show(Mode::Everyone);
    }
    bool isWide() const override { return true; }
    void setValue(const Json &value) override {
        if (value == m_shown && (m_isSet || value.is_null())) {
            if (value.is_null() && !m_isChoosing)
                show(Mode::Everyone);
            return;
        }
        m_isChoosing = false;
        m_shown = value;
        m_isSet = true;
        const QString liquid = value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString();
        if (liquid.isEmpty())
            return show(Mode::Everyone);
        if (const auto condition = fieldCondition(liquid); condition && m_now != Mode::Custom) {
            m_condition = *condition;
            return show(Mode::People);
        }
        m_liquid->put(liquid);
        show(Mode::Custom);
    }

private:
    enum class Mode { Everyone, People, Custom };
    static QString modeWords(Mode mode) {
        return mode == Mode::Everyone ? PropertyEditor::tr("Everyone") : mode == Mode::People ? PropertyEditor::tr("Only people whose …") : PropertyEditor::tr("Custom condition");
    }
    void show(Mode mode) {
        m_now = mode;
        m_mode->setText(modeWords(mode));
        m_mode->setAccessibleName(QStringLiteral("%1: %2").arg(m_ask.name, modeWords(mode)));
        const bool isPeople = mode == Mode::People;
        const bool hasValue = isPeople && m_condition.test != QLatin1String("filled") && m_condition.test != QLatin1String("empty");
        m_field->setVisible(isPeople);
        m_test->setVisible(isPeople);
        m_value->setVisible(hasValue);
        m_liquid->setVisible(mode == Mode::Custom);
        m_field->setText(m_condition.field.isEmpty() ? PropertyEditor::tr("Choose a field") : fieldName(m_condition.field));
        m_field->setAccessibleName(PropertyEditor::tr("Field: %1").arg(m_field->text()));
        m_test->setText(testWords(m_condition.test));
        m_test->setAccessibleName(m_test->text());
        if (m_value->text() != m_condition.value)
            m_value->setText(m_condition.value);
    }
    QString fieldName(const QString &path) const {
        for (const PickerItem &field : m_ask.tools->fields)
            if (field.id == path)
                return field.text;
        return path;
    }
    void pickMode() {
        QList<PickerItem> items;
        for (const auto &[id, mode] : {std::pair("everyone", Mode::Everyone), {"people", Mode::People}, {"custom", Mode::Custom}})
            items.append({QLatin1String(id), modeWords(mode), {}, {}});
        const QString now = QLatin1String(m_now == Mode::Everyone ? "everyone" : m_now == Mode::People ? "people" : "custom");
        Picker::pickOne(m_mode, items, now, [this](const QStringList &ids) { choose(ids.value(0)); });
    }
    void choose(const QString &mode) {
        if (mode == QLatin1String("everyone")) {
            m_condition = {};
            m_isChoosing = false;
            show(Mode::Everyone);
            m_shown = Json();
            tell(m_shown);
        } else if (mode == QLatin1String("people")) {
            const auto read = m_shown.is_string() ? fieldCondition(toQString(m_shown.get_ref<const std::string &>())) : std::nullopt;
            m_condition = read.value_or(FieldCondition{});
            m_isChoosing = m_shown.is_null();
            show(Mode::People);
            m_field->setFocus();
        } else if (mode == QLatin1String("custom")) {
            m_isChoosing = m_shown.is_null();
            m_liquid->put(m_shown.is_string() ? toQString(m_shown.get_ref<const std::string &>()) : QString());
            show(Mode::Custom);
            m_liquid->setFocus();
        }
    }
    void pickField() {
        Picker::pickOne(m_field, m_ask.tools->fields, m_condition.field, [this](const QStringList &ids) {
            if (ids.value(0).isEmpty())
                return;
            m_condition.field = ids.first();
            show(Mode::People);
            say(false);
        });
    }
    void pickTest() {
        QList<PickerItem> items;
        for (const char *test : kTests)
            items.append({QLatin1String(test), testWords(QLatin1String(test)), {}, {}});
        Picker::pickOne(m_test, items, m_condition.test, [this](const QStringList &ids) {
            if (ids.value(0).isEmpty())
                return;
            m_condition.test = ids.first();
            show(Mode::People);
            say(false);
        });
    }
    void say(bool isRunning) {
        const QString liquid = liquidOf(m_condition);
        if (liquid.isEmpty())
            return; // no field yet: everybody, as before
        m_isChoosing = false;
        m_isSet = true;
        m_shown = toUtf8(liquid);
        tell(m_shown, isRunning);
    }
    PropertyAsk m_ask;
    QPushButton *m_mode, *m_field, *m_test;
    QLineEdit *m_value;
    FieldText *m_liquid;
    Mode m_now = Mode::Everyone;
    FieldCondition m_condition;
    bool m_isSet = false, m_isChoosing = false; // a way was chosen, and nothing is said yet
    Json m_shown;
};

} // namespace

PropertyEditor *makeConditionEditor(const PropertyAsk &ask, QWidget *parent) {
    return new ConditionEditor(ask, parent);
}

} // namespace audience::ui
