// Editors of text, numbers and sides.
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_edit.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_field_text.h"
#include "ui/templates/studio/property_words.h"

#include "model/block_values.h"

#include <QEvent>
#include <QGridLayout>
#include <QLocale>
#include <QResizeEvent>
#include <QToolButton>

#include <array>
#include <cmath>

namespace audience::ui {

namespace {

class TextEditor final : public PropertyEditor {
public:
    TextEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask) {
        using T = model::PropertyType;
        const std::string_view name = ask.property.name;
        m_isLong = ask.property.type == T::Markup || name == "details" || name == "address" || name == "text" || name == "question" ||
                   (name == "alt" && ask.kind != "product");
        if (ask.kind == "button" || ask.kind == "menu_item" || ask.kind == "calendar_link" || ask.kind == "view_in_browser")
            m_isLong = m_isLong && ask.property.type == T::Markup;
        m_edit = new FieldText(!m_isLong, this);
        m_edit->setObjectName(ask.key);
        m_edit->setAccessibleName(ask.name);
        if (ask.property.type != T::Identifier && ask.property.type != T::Condition && name != "name" && name != "language")
            m_edit->offerFields([tools = ask.tools, isUrl = ask.property.type == T::Url] { return isUrl ? withAddresses(tools->fields) : tools->fields; });
        m_edit->setPlaceholderText(hint());
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_edit, 1);
        setFocusProxy(m_edit);
        connect(m_edit, &FieldText::edited, this, &TextEditor::take);
        connect(m_edit, &FieldText::left, this, &PropertyEditor::settled);
    }
    bool isWide() const override { return m_isLong || m_ask.property.type == model::PropertyType::Url; }
    void setValue(const Json &value) override { m_edit->put(value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString()); }

private:
    static QList<PickerItem> withAddresses(QList<PickerItem> fields) {
        const QString group = PropertyEditor::tr("Addresses of this email");
        QList<PickerItem> out{{QStringLiteral("unsubscribe_url"), PropertyEditor::tr("Unsubscribe"), {}, {}, group},
                              {QStringLiteral("preferences_url"), PropertyEditor::tr("Choose what to get"), {}, {}, group},
                              {QStringLiteral("view_in_browser_url"), PropertyEditor::tr("This email in the browser"), {}, {}, group}};
        for (PickerItem &field : fields)
            if (field.group.isEmpty())
                field.group = PropertyEditor::tr("Of the person");
        return out + fields;
    }
    QString hint() const {
        if (m_ask.property.type == model::PropertyType::Url)
            return m_ask.kind == "survey" ? QStringLiteral("https://…/{score}") : QStringLiteral("https://");
        if (m_ask.kind == "calendar" && (m_ask.property.name == "start" || m_ask.property.name == "end"))
            return QStringLiteral("2026-12-01T18:00:00Z");
        if (m_ask.property.name == "language")
            return QStringLiteral("en");
        if (m_ask.property.name == "address")
            return PropertyEditor::tr("That of the brand");
        if (m_ask.property.name == "list")
            return QStringLiteral("person.cart");
        return {};
    }
    void take(const QString &text) {
        const bool isSet = !text.isEmpty() || m_ask.property.required;
        tell(isSet ? Json(toUtf8(text)) : Json(), true);
    }
    PropertyAsk m_ask;
    bool m_isLong = false;
    FieldText *m_edit;
};

// A number with its unit at the end of the field; empty: what is usual.
class NumberField final : public QWidget {
public:
    std::function<void(double number, bool isSet)> onEdited;
    std::function<void()> onSettled;

    NumberField(const QString &objectName, const QString &name, double low, double high, const QString &unit, QWidget *parent)
        : QWidget(parent), m_low(low), m_high(high), m_edit(new ValueEdit({}, this)), m_unit(makeLabel(unit, "secondary", m_edit)) {
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_edit, 1);
        m_edit->setObjectName(objectName);
        m_edit->setAccessibleName(unit.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, unit));
        m_edit->setNumber(low, high);
        m_edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_edit->installEventFilter(this);
        m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusProxy(m_edit);
        connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
            m_unit->setVisible(!m_saysWords || !text.isEmpty());
            read(text);
        });
        connect(m_edit, &ValueEdit::released, this, [this] { settle(); });
        connect(m_edit, &QLineEdit::editingFinished, this, [this] { settle(); });
    }
    ~NumberField() override { m_edit->disconnect(this); }
    // Words in its place while it has no number, which then needs no unit.
    void sayInstead(const QString &words) {
        m_saysWords = true;
        m_edit->setPlaceholderText(words);
        m_edit->setToolTip(words);
        m_unit->setVisible(!m_edit->text().isEmpty());
    }
    void setUsual(double number) {
        m_edit->setPlaceholderText(number == 0 && m_low > 0 ? QString() : words(number));
        m_edit->setStart(words(std::max(number, m_low)));
    }
    void put(double number, bool isSet) {
        const QString text = isSet ? words(number) : QString();
        bool isSame = false;
        const double shown = m_edit->text().toDouble(&isSame);
        if (text == m_edit->text() || (isSet && isSame && shown == number && m_edit->hasFocus()))
            return;
        m_isPutting = true;
        m_edit->setText(text);
        m_isPutting = false;
    }
    QLineEdit *edit() const { return m_edit; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override {
        if (event->type() == QEvent::Resize) { // the unit stands where the number ends
            const QSize size = m_unit->sizeHint();
            const int left = layoutDirection() == Qt::RightToLeft ? 8 : m_edit->width() - size.width() - 8;
            m_unit->setGeometry(left, (m_edit->height() - size.height()) / 2, size.width(), size.height());
        }
        return QWidget::eventFilter(watched, event);
    }

private:
    static QString words(double number) { return QString::number(number, 'g', 6); }
    void read(const QString &text) {
        if (m_isPutting || !onEdited)
            return;
        if (text.trimmed().isEmpty())
            return onEdited(0, false);
        bool isFine = false;
        QString plain = text.trimmed();
        const double number = plain.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isFine);
        const bool isInside = isFine && std::isfinite(number) && number >= m_low && number <= m_high;
        ui::setProperty(m_edit, "invalid", !isInside);
        m_edit->setToolTip(isInside ? QString() : PropertyEditor::tr("A number from %1 to %2").arg(words(m_low), words(m_high)));
        if (isInside)
            onEdited(number, true);
    }
    void settle() {
        ui::setProperty(m_edit, "invalid", false);
        if (onSettled)
            onSettled();
    }
    double m_low, m_high;
    bool m_isPutting = false;
    ValueEdit *m_edit;
    QLabel *m_unit;
    bool m_saysWords = false;
};

Json jsonOf(double number) {
    return number == std::floor(number) ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

class NumberEditor final : public PropertyEditor {
public:
    NumberEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_isRequired(ask.property.required) {
        const QStringList range = toQString(ask.property.of).split(QLatin1Char('|'));
        m_field = new NumberField(ask.key, ask.name, range.value(0).toDouble(), range.value(1).toDouble(), unitOf(ask.kind, ask.property.name), this);
        m_field->setUsual(usualNumber(ask.kind, ask.property.name));
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_field, 1);
        setFocusProxy(m_field);
        m_field->onEdited = [this](double number, bool isSet) {
            if (isSet || !m_isRequired)
                tell(isSet ? jsonOf(number) : Json(), true);
        };
        m_field->onSettled = [this] {
            m_field->put(m_value.is_number() ? m_value.get<double>() : 0, m_value.is_number());
            Q_EMIT settled();
        };
    }
    void setValue(const Json &value) override {
        m_value = value;
        m_field->put(value.is_number() ? value.get<double>() : 0, value.is_number());
    }

private:
    bool m_isRequired;
    NumberField *m_field;
    Json m_value;
};

// All sides at once, or each of them.
class BoxEditor final : public PropertyEditor {
public:
    BoxEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent) {
        auto *grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(space::kTiny);
        m_all = new NumberField(ask.key, ask.name, 0, 200, QStringLiteral("px"), this);
        m_all->onEdited = [this](double number, bool isSet) { tell(isSet ? jsonOf(number) : Json(), true); };
        m_all->onSettled = [this] {
            setValue(m_value);
            Q_EMIT settled();
        };
        m_each = makeTool(ask.key + QStringLiteral("_each"), PropertyEditor::tr("Each side by itself"), "expand", this);
        m_each->setCheckable(true);
        grid->addWidget(m_all, 0, 0);
        grid->addWidget(m_each, 0, 1);
        m_box = new QWidget(this);
        auto *sides = new QGridLayout(m_box);
        sides->setContentsMargins(0, 0, 0, 0);
        sides->setSpacing(space::kTiny);
        const QString names[] = {PropertyEditor::tr("Top"), PropertyEditor::tr("Right"), PropertyEditor::tr("Bottom"), PropertyEditor::tr("Left")};
        const char *keys[] = {"_top", "_right", "_bottom", "_left"};
        for (int side = 0; side < 4; ++side) {
            auto *field = new NumberField(ask.key + QLatin1String(keys[side]), QStringLiteral("%1: %2").arg(ask.name, names[side]), 0, 200, {}, m_box);
            field->onEdited = [this, side](double number, bool isSet) { editSide(side, isSet ? number : 0); };
            field->onSettled = m_all->onSettled;
            auto *row = makeColumn(0);
            row->addWidget(makeLabel(names[side], "tertiary", m_box));
            row->addWidget(field);
            sides->addLayout(row, side / 2, side % 2);
            m_sides[std::size_t(side)] = field;
        }
        grid->addWidget(m_box, 1, 0, 1, 2);
        grid->setColumnStretch(0, 1);
        m_box->hide();
        setFocusProxy(m_all);
        connect(m_each, &QToolButton::toggled, m_box, &QWidget::setVisible);
    }
    void setValue(const Json &value) override {
        m_value = value;
        const auto sides = sidesOf(value);
        const bool isEqual = sides[0] == sides[1] && sides[1] == sides[2] && sides[2] == sides[3];
        const bool isSet = !value.is_null();
        m_all->put(sides[0], isSet && isEqual);
        m_all->sayInstead(isSet && !isEqual ? PropertyEditor::tr("varies") : PropertyEditor::tr("usual"));
        for (std::size_t side = 0; side < 4; ++side)
            m_sides[side]->put(sides[side], isSet);
        if (!isEqual && !m_each->isChecked())
            m_each->setChecked(true);
    }

private:
    static std::array<double, 4> sidesOf(const Json &value) {
        std::array<double, 4> sides{};
        for (std::size_t side = 0; side < 4; ++side) {
            const Json *one = value.is_array() && value.size() == 4 ? &value[side] : &value;
            sides[side] = one->is_number() ? one->get<double>() : 0;
        }
        return sides;
    }
    void editSide(int side, double number) {
        auto sides = sidesOf(m_value);
        sides[std::size_t(side)] = number;
        Json all = Json::array();
        for (const double one : sides)
            all.push_back(jsonOf(one));
        const bool isEqual = sides[0] == sides[1] && sides[1] == sides[2] && sides[2] == sides[3];
        tell(isEqual ? all[0] : all, true);
    }
    NumberField *m_all;
    QToolButton *m_each;
    QWidget *m_box;
    std::array<NumberField *, 4> m_sides{};
    Json m_value;
};

} // namespace

PropertyEditor *makeTextEditor(const PropertyAsk &ask, QWidget *parent) {
    return new TextEditor(ask, parent);
}

PropertyEditor *makeNumberEditor(const PropertyAsk &ask, QWidget *parent) {
    return new NumberEditor(ask, parent);
}

PropertyEditor *makeBoxEditor(const PropertyAsk &ask, QWidget *parent) {
    return new BoxEditor(ask, parent);
}

} // namespace audience::ui
