// The colour editor: a swatch with its name; the colours of the brand, a plane to pick from, and a field for each side.
#include "model/block_values.h"
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_button.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/brand_colours.h"
#include "ui/templates/studio/property_colour_plane.h"
#include "ui/templates/studio/property_editor.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QScreen>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kSwatch = 16;

// "#rrggbb" of one side of a value, as the brand has it.
QString hexOf(const Json &value, const model::BrandKit &kit, bool isDark) {
    if (value.is_object())
        return hexOf(value.value(isDark && value.contains("dark") ? "dark" : "light", Json()), kit, isDark);
    if (!value.is_string())
        return {};
    const auto &text = value.get_ref<const std::string &>();
    if (!model::isBrandToken(text))
        return toQString(text);
    const model::BrandColour *colour = kit.colour(text);
    return colour ? toQString(isDark && !colour->dark.empty() ? colour->dark : colour->light) : QString();
}

QIcon swatch(const QString &light, const QString &dark) {
    QPixmap pixmap(2 * kSwatch, 2 * kSwatch);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().strongBorder, 2));
    const QRectF box(3, 3, 2 * kSwatch - 6, 2 * kSwatch - 6);
    painter.setBrush(light.isEmpty() ? QBrush(Qt::NoBrush) : QBrush(QColor(light)));
    painter.drawRoundedRect(box, 6, 6);
    if (light.isEmpty()) {
        painter.drawLine(box.bottomLeft() + QPointF(4, -4), box.topRight() + QPointF(-4, 4));
    } else if (!dark.isEmpty() && dark != light) { // the side for dark in one corner
        painter.setClipRect(QRectF(kSwatch, kSwatch, kSwatch, kSwatch));
        painter.setBrush(QColor(dark));
        painter.drawRoundedRect(box, 6, 6);
    }
    painter.end();
    pixmap.setDevicePixelRatio(2);
    return pixmap;
}

class ColourPanel final : public QFrame {
public:
    using Taken = std::function<void(const Json &value, bool isRunning)>;
    ColourPanel(const PropertyAsk &ask, const Json &value, Taken taken, QWidget *anchor) : QFrame(anchor, Qt::Popup), m_taken(std::move(taken)), m_value(value) {
        setAttribute(Qt::WA_DeleteOnClose);
        setObjectName(ask.key + QStringLiteral("_panel"));
        setAccessibleName(ask.name);
        setRole(this, "popup");
        const model::BrandKit &kit = ask.tools->desk->kit();
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
        layout->setSpacing(space::kSmall);
        addSwatches(layout, ask, kit);
        m_plane = new ColourPlane(this);
        layout->addWidget(m_plane);
        m_light = addSide(layout, ask.key + QStringLiteral("_light"), PropertyEditor::tr("On light"), hexOf(value, kit, false), {});
        const QString dark = value.is_object() && value.contains("dark") ? hexOf(value, kit, true) : QString();
        m_dark = addSide(layout, ask.key + QStringLiteral("_dark"), PropertyEditor::tr("On dark"), dark, PropertyEditor::tr("the same"));
        m_plane->setColour(QColor(m_light->text()));
        connect(m_plane, &ColourPlane::picked, this, [this](const QColor &colour) {
            m_side->setText(colour.name());
            take();
        });
        setFixedWidth(Theme::instance().pixels(232));
    }

private:
    void addSwatches(QVBoxLayout *layout, const PropertyAsk &ask, const model::BrandKit &kit) {
        auto *none = makeButton(ask.key + QStringLiteral("_none"), PropertyEditor::tr("As the email has it"), "quiet", nullptr, this);
        none->setIcon(swatch({}, {}));
        connect(none, &QPushButton::clicked, this, [this] { finish(Json()); });
        layout->addWidget(none);
        layout->addWidget(makeLabel(PropertyEditor::tr("Of the brand"), "secondary", this));
        auto *grid = new QGridLayout;
        grid->setSpacing(space::kTiny);
        int at = 0;
        for (const model::BrandColour &colour : kit.colours) {
            const QString name = brandColourName(colour.name);
            auto *button = makeButton(ask.key + QStringLiteral("_brand_") + toQString(colour.name), name, "quiet", nullptr, this);
            button->setIcon(swatch(toQString(colour.light), toQString(colour.dark)));
            ui::setProperty(button, "dense", true);
            button->setToolTip(name);
            connect(button, &QPushButton::clicked, this, [this, token = "brand." + colour.name] { finish(token); });
            grid->addWidget(button, at++, 0, Qt::AlignLeading);
        }
        layout->addLayout(grid);
    }
    QLineEdit *addSide(QVBoxLayout *layout, const QString &objectName, const QString &name, const QString &hex, const QString &hint) {
        auto *row = makeRow();
        auto *label = makeLabel(name, "secondary", this);
        auto *edit = new QLineEdit(hex, this);
        edit->setObjectName(objectName);
        edit->setAccessibleName(name);
        edit->setPlaceholderText(hint.isEmpty() ? QStringLiteral("#1a2b3c") : hint);
        label->setBuddy(edit);
        row->addWidget(label, 1);
        row->addWidget(edit, 1);
        layout->addLayout(row);
        connect(edit, &QLineEdit::textEdited, this, [this, edit] {
            m_side = edit;
            take();
        });
        connect(edit, &QLineEdit::returnPressed, this, &QWidget::close);
        edit->installEventFilter(this);
        return edit;
    }
    bool eventFilter(QObject *watched, QEvent *event) override {
        if (event->type() == QEvent::FocusIn)
            if (auto *edit = qobject_cast<QLineEdit *>(watched)) { // the plane picks for the side that was chosen last
                m_side = edit;
                m_plane->setColour(QColor(edit->text().isEmpty() ? m_light->text() : edit->text()));
            }
        return QFrame::eventFilter(watched, event);
    }
    static QString full(QString hex) {
        hex = hex.trimmed();
        if (!hex.isEmpty() && !hex.startsWith(QLatin1Char('#')))
            hex.prepend(QLatin1Char('#'));
        return model::isHexColour(toUtf8(hex)) ? hex.toLower() : QString();
    }
    void take() {
        if (!m_side)
            m_side = m_light;
        const QString light = full(m_light->text()), dark = full(m_dark->text());
        ui::setProperty(m_light, "invalid", light.isEmpty() && !m_light->text().isEmpty());
        ui::setProperty(m_dark, "invalid", dark.isEmpty() && !m_dark->text().isEmpty());
        if (light.isEmpty() || (dark.isEmpty() && !m_dark->text().isEmpty()))
            return;
        m_value = dark.isEmpty() ? Json(toUtf8(light)) : Json{{"light", toUtf8(light)}, {"dark", toUtf8(dark)}};
        m_taken(m_value, true);
    }
    void finish(const Json &value) {
        m_taken(value, false);
        close();
    }
    Taken m_taken;
    Json m_value;
    ColourPlane *m_plane;
    QLineEdit *m_light, *m_dark;
    QPointer<QLineEdit> m_side;
};

class ColourEditor final : public PropertyEditor {
public:
    ColourEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask), m_button(makeButton(ask.key, {}, "field", nullptr, this)) {
        auto *layout = makeRow();
        setLayout(layout);
        layout->addWidget(m_button, 1);
        setFocusProxy(m_button);
        static_cast<ValueButton *>(m_button)->setChevron(false); // the room is its value's
        connect(m_button, &QPushButton::clicked, this, &ColourEditor::open);
        connect(ask.tools->desk, &BlockDesk::kitChanged, this, [this] { setValue(m_value); });
    }
    void setValue(const Json &value) override {
        m_value = value;
        const model::BrandKit &kit = m_ask.tools->desk->kit();
        const QString light = hexOf(value, kit, false), dark = hexOf(value, kit, true);
        m_button->setIcon(swatch(light, dark));
        const bool isBrand = value.is_string() && model::isBrandToken(value.get_ref<const std::string &>());
        const std::string token = isBrand ? value.get_ref<const std::string &>().substr(6) : std::string();
        const QString words = value.is_null() ? PropertyEditor::tr("Usual") : isBrand ? brandColourName(token) : light;
        const QString tones = dark.isEmpty() || dark == light ? light : PropertyEditor::tr("%1, on dark %2").arg(light, dark);
        m_button->setText(isBrand ? brandColourShort(token) : words);
        m_button->setToolTip(isBrand ? QStringLiteral("%1: %2").arg(words, tones) : tones);
        m_button->setAccessibleName(QStringLiteral("%1: %2").arg(m_ask.name, words));
    }

private:
    void open() {
        auto *panel = new ColourPanel(m_ask, m_value, [this](const Json &value, bool isRunning) { tell(value, isRunning); }, m_button);
        connect(panel, &QObject::destroyed, this, &PropertyEditor::settled);
        panel->adjustSize();
        QPoint place = m_button->mapToGlobal(QPoint(m_button->width() - panel->width(), m_button->height() + 4));
        if (const QScreen *screen = m_button->screen()) {
            const QRect room = screen->availableGeometry();
            place.setX(qBound(room.left() + 4, place.x(), qMax(room.left() + 4, room.right() - panel->width() - 4)));
            place.setY(qBound(room.top() + 4, place.y(), qMax(room.top() + 4, room.bottom() - panel->height() - 4)));
        }
        panel->move(place);
        panel->show();
    }
    PropertyAsk m_ask;
    QPushButton *m_button;
    Json m_value;
};

} // namespace

PropertyEditor *makeColourEditor(const PropertyAsk &ask, QWidget *parent) {
    return new ColourEditor(ask, parent);
}

} // namespace audience::ui
