#include "ui/templates/studio/property_editor.h"

#include "qbase/convert.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_button.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/property_field_text.h"
#include "ui/templates/studio/property_words.h"

#include "model/block_values.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QScopedValueRollback>

namespace audience::ui {

static constexpr int kNameWide = 84;

PropertyAsk PropertyAsk::inside(std::string_view part, const model::BlockProperty &of, const QString &suffix) const {
    const QString name = of.name.empty() ? this->name : propertyName(part, of.name);
    return {tools, std::string(part), of, name, key + QLatin1Char('_') + (suffix.isEmpty() ? toQString(of.name) : suffix), isBelow};
}

namespace {

QStringList choicesOf(std::string_view of) {
    return toQString(of).split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

class SwitchEditor final : public PropertyEditor {
public:
    SwitchEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_box(new QCheckBox(this)) {
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_box);
        m_box->setObjectName(ask.key);
        m_box->setAccessibleName(ask.name);
        m_box->setMinimumHeight(Theme::instance().controlHeight());
        setFocusProxy(m_box);
        connect(m_box, &QCheckBox::toggled, this, [this](bool on) {
            if (!m_isShowing)
                tell(on ? Json(true) : Json());
        });
    }
    void setValue(const Json &value) override {
        const QScopedValueRollback showing(m_isShowing, true);
        m_box->setChecked(value.is_boolean() && value.get<bool>());
    }

private:
    QCheckBox *m_box;
    bool m_isShowing = false;
};

class ChoiceEditor final : public PropertyEditor {
public:
    ChoiceEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask), m_button(makeButton(ask.key, {}, "field", nullptr, this)) {
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_button, 1);
        setFocusProxy(m_button);
        connect(m_button, &QPushButton::clicked, this, [this] {
            QList<PickerItem> items;
            if (!m_ask.property.required)
                items.append({QString(), usual(), {}, {}});
            for (const QString &choice : choicesOf(m_ask.property.of))
                if (const QString words = choiceName(m_ask.property.name, toUtf8(choice)); words != usual())
                    items.append({choice, words, {}, {}});
            Picker::pickOne(m_button, items, m_current, [this](const QStringList &ids) {
                const QString id = ids.value(0);
                tell(id.isEmpty() ? Json() : Json(toUtf8(id)));
            });
        });
    }
    void setValue(const Json &value) override {
        m_current = value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString();
        const QString words = m_current.isEmpty() ? usual() : choiceName(m_ask.property.name, toUtf8(m_current));
        m_button->setText(words);
        m_button->setAccessibleName(QStringLiteral("%1: %2").arg(m_ask.name, words));
    }

private:
    // What holds while nothing is chosen: the first choice for most.
    QString usual() const {
        const std::string_view name = m_ask.property.name;
        if (name == "show")
            return choiceName(name, "all");
        if (name == "purpose")
            return choiceName(name, "marketing");
        if (name == "direction")
            return PropertyEditor::tr("By language");
        if (m_ask.kind == "mobile")
            return PropertyEditor::tr("As on desktop");
        return PropertyEditor::tr("Usual");
    }
    PropertyAsk m_ask;
    QPushButton *m_button;
    QString m_current;
};

// Start, centre, end, as pictures.
class AlignEditor final : public PropertyEditor {
public:
    AlignEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask), m_control(new SegmentedControl(ask.key, ask.name, this)) {
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_control);
        layout->addStretch(1);
        for (const auto &[choice, iconName] : {std::pair("start", "text-start"), {"center", "text-center"}, {"end", "text-end"}})
            m_control->addSegment(choiceName("align", choice), QLatin1String(iconName), true);
        setFocusProxy(m_control);
        connect(m_control, &SegmentedControl::currentChanged, this, [this](int index) {
            if (!m_isShowing)
                tell(choicesOf(m_ask.property.of).at(index).toStdString());
        });
    }
    void setValue(const Json &value) override {
        const QScopedValueRollback showing(m_isShowing, true);
        const QString choice = value.is_string() ? toQString(value.get_ref<const std::string &>()) : isCentred() ? QStringLiteral("center") : QStringLiteral("start");
        m_control->setCurrent(int(qMax(qsizetype(0), choicesOf(m_ask.property.of).indexOf(choice))));
    }

private:
    bool isCentred() const { // as the compiler sets them
        for (const std::string_view kind : {"button", "image", "divider", "social", "menu", "video", "countdown", "coupon", "qr", "survey", "footer", "view_in_browser"})
            if (m_ask.kind == kind)
                return true;
        return false;
    }
    PropertyAsk m_ask;
    SegmentedControl *m_control;
    bool m_isShowing = false;
};

class FontEditor final : public PropertyEditor {
public:
    FontEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask), m_button(makeButton(ask.key, {}, "field", nullptr, this)) {
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_button, 1);
        setFocusProxy(m_button);
        static_cast<ValueButton *>(m_button)->setChevron(false); // the room is its value's
        connect(m_button, &QPushButton::clicked, this, &FontEditor::pick);
    }
    void setValue(const Json &value) override {
        m_current = value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString();
        const QString families = m_current.startsWith(QLatin1String("brand.")) ? toQString(m_ask.tools->desk->kit().font(toUtf8(m_current))) : m_current;
        const QString words = m_current.isEmpty() ? PropertyEditor::tr("Usual") : families.isEmpty() ? m_current.mid(6) : firstOf(families);
        const bool isBrand = families != m_current && !families.isEmpty();
        const QString whole = isBrand ? QStringLiteral("%1 (%2)").arg(words, m_current.mid(6)) : words;
        m_button->setText(words);
        m_button->setToolTip(isBrand ? whole : families);
        m_button->setAccessibleName(QStringLiteral("%1: %2").arg(m_ask.name, whole));
    }

private:
    static QString firstOf(const QString &families) {
        return families.section(QLatin1Char(','), 0, 0).remove(QLatin1Char('\'')).remove(QLatin1Char('"')).trimmed();
    }
    void pick() {
        // Fonts that mail programs have without loading any.
        static constexpr const char *kSafe[] = {"Arial, Helvetica, sans-serif", "Helvetica, Arial, sans-serif", "Verdana, Geneva, sans-serif", "Tahoma, Geneva, sans-serif",
                                                "'Trebuchet MS', Helvetica, sans-serif", "Georgia, 'Times New Roman', serif", "'Times New Roman', Times, serif",
                                                "'Palatino Linotype', Palatino, serif", "'Courier New', Courier, monospace"};
        QList<PickerItem> items{{QString(), PropertyEditor::tr("As the brand has it"), {}, {}}};
        if (m_ask.kind == "brand") // it is the brand itself
            items.clear();
        for (const auto &[name, families] : m_ask.kind == "brand" ? decltype(model::BrandKit::fonts)() : m_ask.tools->desk->kit().fonts)
            items.append({QStringLiteral("brand.") + toQString(name), toQString(name), firstOf(toQString(families)), {}, PropertyEditor::tr("Of the brand")});
        for (const char *families : kSafe)
            items.append({QLatin1String(families), firstOf(QLatin1String(families)), {}, {}, PropertyEditor::tr("In every mail program")});
        Picker *picker = Picker::pickOne(m_button, items, m_current, [this](const QStringList &ids) { tell(ids.value(0).isEmpty() ? Json() : Json(toUtf8(ids.first()))); });
        picker->allowTyped([](const QString &typed) { return model::isFontList(toUtf8(typed)) ? typed : QString(); });
    }
    PropertyAsk m_ask;
    QPushButton *m_button;
    QString m_current;
};

} // namespace

PropertyEditor::~PropertyEditor() {
    for (QObject *field : findChildren<QObject *>())
        field->disconnect(this);
}

PropertyEditor *makePropertyEditor(const PropertyAsk &ask, QWidget *parent) {
    using T = model::PropertyType;
    const std::string_view name = ask.property.name;
    // Addresses of pictures that people choose; those of countdowns and codes belong to a service that draws them.
    if (name == "dark_src" || name == "icon" || (name == "src" && ask.kind == "background_picture"))
        return makePictureEditor(ask, parent);
    switch (ask.property.type) {
    case T::Text:
    case T::Url:
    case T::Markup:
    case T::Identifier:
        return makeTextEditor(ask, parent);
    case T::Condition:
        return ask.property.name == "when" ? makeConditionEditor(ask, parent) : makeTextEditor(ask, parent);
    case T::Spans:
        return makeRichEditor(ask, false, parent);
    case T::Flow:
        return makeRichEditor(ask, true, parent);
    case T::Picture:
        return makePictureEditor(ask, parent);
    case T::Colour:
        return makeColourEditor(ask, parent);
    case T::Font:
        return new FontEditor(ask, parent);
    case T::Box:
        return makeBoxEditor(ask, parent);
    case T::Number:
        return makeNumberEditor(ask, parent);
    case T::Switch:
        return new SwitchEditor(ask, parent);
    case T::Choice:
        if (ask.property.name == "align" && ask.kind != "mobile")
            return new AlignEditor(ask, parent);
        return new ChoiceEditor(ask, parent);
    case T::Group:
        return makeGroupEditor(ask, parent);
    case T::Items:
    case T::Texts:
    case T::Spanned:
        return makeListEditor(ask, parent);
    case T::Rows:
        return makeRowsEditor(ask, parent);
    }
    return makeTextEditor(ask, parent);
}

PropertyRow::PropertyRow(const PropertyAsk &ask, QWidget *parent) : QWidget(parent), m_property(ask.property), m_editor(makePropertyEditor(ask, this)) {
    const bool isWide = ask.isBelow || m_editor->isWide() || m_editor->isHeading();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kSmall);
    grid->setVerticalSpacing(space::kTiny);
    auto *name = makeLabel(ask.name, m_editor->isHeading() ? "strong" : "secondary", this);
    name->setWordWrap(true);
    name->setBuddy(m_editor);
    if (m_editor->accessibleName().isEmpty())
        m_editor->setAccessibleName(ask.name);
    m_below = makeLabel({}, "tertiary", this);
    m_below->setWordWrap(true);
    m_below->hide();
    if (isWide) {
        grid->addWidget(name, 0, 0);
        grid->addWidget(m_editor, 1, 0);
        grid->addWidget(m_below, 2, 0);
        return;
    }
    withTheme(name, [name] {
        name->setFixedWidth(Theme::instance().pixels(kNameWide));
        name->setMinimumHeight(Theme::instance().controlHeight()); // beside the first line of it
    });
    grid->addWidget(name, 0, 0, Qt::AlignTop);
    grid->addWidget(m_editor, 0, 1);
    grid->addWidget(m_below, 1, 0, 1, 2);
    grid->setColumnStretch(1, 1);
}

void PropertyRow::setFault(const QString &fault) {
    m_fault = fault;
    showBelow();
}

void PropertyRow::setNote(const QString &note) {
    m_note = note;
    showBelow();
}

void PropertyRow::showBelow() {
    const bool isFault = !m_fault.isEmpty();
    setRole(m_below, isFault ? "fault" : "warning");
    m_below->setText(isFault ? m_fault : m_note);
    m_below->setVisible(!m_below->text().isEmpty());
    m_editor->setAccessibleDescription(m_below->text());
}

} // namespace audience::ui
