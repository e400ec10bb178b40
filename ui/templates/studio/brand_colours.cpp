#include "ui/templates/studio/brand_colours.h"

#include "email/css_colour.h"
#include "model/block_values.h"
#include "qbase/convert.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/property_colour_plane.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

// What each standard name is for; these cannot be removed.
struct Standard {
    std::string_view name;
    const char *words;
};
constexpr Standard kStandard[] = {{"text", QT_TRANSLATE_NOOP("BrandColours", "Text")},
                                  {"muted", QT_TRANSLATE_NOOP("BrandColours", "Quiet text")},
                                  {"background", QT_TRANSLATE_NOOP("BrandColours", "Around the email")},
                                  {"surface", QT_TRANSLATE_NOOP("BrandColours", "Sheet")},
                                  {"primary", QT_TRANSLATE_NOOP("BrandColours", "Main colour")},
                                  {"on_primary", QT_TRANSLATE_NOOP("BrandColours", "Words on the main colour")},
                                  {"soft", QT_TRANSLATE_NOOP("BrandColours", "Soft ground")},
                                  {"accent", QT_TRANSLATE_NOOP("BrandColours", "Accent")},
                                  {"link", QT_TRANSLATE_NOOP("BrandColours", "Links")},
                                  {"border", QT_TRANSLATE_NOOP("BrandColours", "Lines")}};

// Which colour is read on which.
struct Reading {
    const char *words, *ground;
};
constexpr Reading kReadings[] = {{"text", "surface"}, {"muted", "surface"}, {"link", "surface"}, {"on_primary", "primary"}, {"muted", "background"}};
constexpr double kReadable = 4.5, kLarge = 3; // WCAG 2: text, and large text

bool isStandard(const std::string &name) {
    return std::any_of(std::begin(kStandard), std::end(kStandard), [&](const Standard &one) { return one.name == name; });
}

QIcon dot(const QString &hex) {
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().strongBorder, 2));
    painter.setBrush(QColor(hex));
    painter.drawRoundedRect(QRectF(4, 4, 24, 24), 6, 6);
    painter.end();
    pixmap.setDevicePixelRatio(2);
    return pixmap;
}

double contrastOf(const std::string &one, const std::string &other) {
    const QColor a(toQString(one)), b(toQString(other));
    return email::contrast({std::uint8_t(a.red()), std::uint8_t(a.green()), std::uint8_t(a.blue())}, {std::uint8_t(b.red()), std::uint8_t(b.green()), std::uint8_t(b.blue())});
}

QString hexIn(const QLineEdit *edit) {
    QString hex = edit->text().trimmed().toLower();
    if (!hex.isEmpty() && !hex.startsWith(QLatin1Char('#')))
        hex.prepend(QLatin1Char('#'));
    return hex;
}

} // namespace

QString brandColourName(const std::string &name) {
    for (const Standard &one : kStandard)
        if (one.name == name)
            return QCoreApplication::translate("BrandColours", one.words);
    return toQString(name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString brandColourShort(const std::string &name) {
    if (name == "background")
        return BrandColours::tr("Around", "a colour of the brand: that around the email");
    return name == "on_primary" ? BrandColours::tr("On main", "a colour of the brand: that of words on the main colour") : brandColourName(name);
}

BrandColours::BrandColours(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    auto *rows = new QWidget(this);
    m_rows = new QVBoxLayout(rows);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(space::kSmall);
    layout->addWidget(rows);
    m_add = new QLineEdit(this);
    m_add->setObjectName(QStringLiteral("brandAddColour"));
    m_add->setAccessibleName(tr("Name of another colour"));
    m_add->setPlaceholderText(tr("Another colour"));
    m_add->setToolTip(tr("Type a name, then Enter"));
    m_add->addAction(icon("plus"), QLineEdit::LeadingPosition)->setText(m_add->accessibleName());
    layout->addWidget(m_add);
    layout->addWidget(makeLabel(tr("How well it reads"), "secondary", this));
    m_reading = new QVBoxLayout;
    m_reading->setSpacing(2);
    layout->addLayout(m_reading);
    connect(m_add, &QLineEdit::returnPressed, this, [this] { add(m_add->text()); });
}

void BrandColours::setKit(const model::BrandKit &kit) {
    const bool isSameShape = std::equal(kit.colours.begin(), kit.colours.end(), m_kit.colours.begin(), m_kit.colours.end(), [](const auto &a, const auto &b) { return a.name == b.name; }) &&
                             m_pairs.size() == int(kit.colours.size());
    m_kit = kit;
    if (!isSameShape)
        rebuild();
    for (int at = 0; at < m_pairs.size(); ++at) {
        const model::BrandColour &colour = kit.colours[std::size_t(at)];
        for (const auto &[edit, hex] : {std::pair(m_pairs[at].light, toQString(colour.light)), std::pair(m_pairs[at].dark, toQString(colour.dark))}) {
            if (hexIn(edit) != hex)
                edit->setText(hex);
            ui::setProperty(edit, "invalid", false);
            edit->actions().constFirst()->setIcon(dot(hex.isEmpty() ? toQString(colour.light) : hex));
        }
    }
    showReading();
}

void BrandColours::rebuild() {
    clearLayout(m_rows);
    m_pairs.clear();
    for (const model::BrandColour &colour : m_kit.colours)
        addColour(colour);
}

QLineEdit *BrandColours::addSide(const QString &name, const QString &side, const QString &objectName) {
    auto *edit = new QLineEdit(this);
    edit->setObjectName(objectName);
    edit->setAccessibleName(QStringLiteral("%1, %2").arg(name, side));
    edit->setToolTip(side);
    edit->setMaxLength(7);
    withTheme(edit, [edit] { edit->setMinimumWidth(edit->fontMetrics().horizontalAdvance(QStringLiteral("#d8d8d8")) + 48); }); // all of it, beside its dot
    QAction *pick = edit->addAction(dot(QStringLiteral("#000000")), QLineEdit::LeadingPosition);
    pick->setText(tr("Pick %1").arg(name));
    connect(pick, &QAction::triggered, this, [this, edit] { pickFor(edit); });
    return edit;
}

void BrandColours::addColour(const model::BrandColour &colour) {
    const QString name = brandColourName(colour.name), key = QStringLiteral("brand_") + toQString(colour.name);
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *head = makeRow(space::kTiny);
    auto *label = makeLabel(name, "secondary", box);
    label->setWordWrap(true);
    head->addWidget(label, 1);
    if (!isStandard(colour.name)) {
        auto *gone = makeTool(key + QStringLiteral("_remove"), tr("Remove %1").arg(name), "x", box);
        gone->setFixedSize(20, 20);
        connect(gone, &QToolButton::clicked, this, [this, id = colour.name] { QMetaObject::invokeMethod(this, [this, id] { remove(id); }, Qt::QueuedConnection); });
        head->addWidget(gone);
    }
    column->addLayout(head);
    const Pair pair{colour.name, addSide(name, tr("on light"), key), addSide(name, tr("on dark"), key + QStringLiteral("_dark"))};
    pair.dark->setPlaceholderText(tr("same"));
    auto *sides = makeRow(space::kTiny);
    sides->addWidget(pair.light, 1);
    sides->addWidget(pair.dark, 1);
    column->addLayout(sides);
    for (QLineEdit *edit : {pair.light, pair.dark})
        connect(edit, &QLineEdit::textEdited, this, [this, pair] { take(pair); });
    m_rows->addWidget(box);
    m_pairs.append(pair);
}

void BrandColours::pickFor(QLineEdit *edit) {
    auto *panel = new QFrame(edit, Qt::Popup);
    panel->setAttribute(Qt::WA_DeleteOnClose);
    setRole(panel, "popup");
    auto *layout = new QVBoxLayout(panel);
    auto *plane = new ColourPlane(panel);
    plane->setColour(QColor(hexIn(edit).isEmpty() ? QStringLiteral("#808080") : hexIn(edit)));
    layout->addWidget(plane);
    connect(plane, &ColourPlane::picked, edit, [edit](const QColor &colour) {
        edit->setText(colour.name());
        Q_EMIT edit->textEdited(edit->text());
    });
    panel->setFixedWidth(Theme::instance().pixels(220));
    panel->adjustSize();
    panel->move(edit->mapToGlobal(QPoint(0, edit->height() + 4)));
    panel->show();
    plane->setFocus();
}

void BrandColours::take(const Pair &pair) {
    const QString light = hexIn(pair.light), dark = hexIn(pair.dark);
    const bool isLight = model::isHexColour(toUtf8(light)), isDark = dark.isEmpty() || model::isHexColour(toUtf8(dark));
    ui::setProperty(pair.light, "invalid", !isLight);
    ui::setProperty(pair.dark, "invalid", !isDark);
    if (!isLight || !isDark)
        return;
    for (model::BrandColour &colour : m_kit.colours)
        if (colour.name == pair.name) {
            colour.light = toUtf8(light);
            colour.dark = toUtf8(dark);
        }
    setKit(m_kit);
    Q_EMIT edited(m_kit);
}

void BrandColours::add(const QString &typed) {
    const std::string name = toUtf8(typed.simplified().toLower().replace(QLatin1Char(' '), QLatin1Char('_')));
    const bool isFine = model::isIdentifier(name) && !m_kit.colour(name);
    ui::setProperty(m_add, "invalid", !isFine);
    m_add->setToolTip(isFine ? QString() : m_kit.colour(name) ? tr("There is a colour of this name") : tr("A name has letters, digits and _, and begins with a letter"));
    if (!isFine)
        return;
    m_kit.colours.push_back({name, "#808080", {}});
    m_add->clear();
    const model::BrandKit kit = m_kit;
    m_kit.colours.pop_back();
    setKit(kit);
    Q_EMIT edited(kit);
    m_pairs.constLast().light->setFocus();
}

void BrandColours::remove(const std::string &name) {
    model::BrandKit kit = m_kit;
    std::erase_if(kit.colours, [&](const model::BrandColour &one) { return one.name == name; });
    setKit(kit);
    Q_EMIT edited(kit);
}

void BrandColours::showReading() {
    clearLayout(m_reading);
    for (const Reading &one : kReadings) {
        const model::BrandColour *words = m_kit.colour(one.words), *ground = m_kit.colour(one.ground);
        if (!words || !ground)
            continue;
        const double light = contrastOf(words->light, ground->light);
        const double dark = contrastOf(words->dark.empty() ? words->light : words->dark, ground->dark.empty() ? ground->light : ground->dark);
        const double worse = std::min(light, dark);
        auto *row = new QWidget(this);
        auto *line = makeRow(space::kTiny);
        row->setLayout(line);
        line->addWidget(makeIcon(worse >= kReadable ? "circle-check" : "triangle-alert", worse >= kReadable ? Tone::Good : worse >= kLarge ? Tone::Warning : Tone::Bad, 14, row));
        auto *pair = makeLabel(tr("%1 on %2").arg(brandColourName(one.words), brandColourName(one.ground)), "small", row);
        pair->setWordWrap(true);
        line->addWidget(pair, 1);
        auto *figure = makeLabel(QStringLiteral("%1 · %2").arg(interfaceLocale().toString(light, 'f', 1), interfaceLocale().toString(dark, 'f', 1)), "secondary", row);
        figure->setObjectName(QStringLiteral("brandContrast_%1_%2").arg(QLatin1String(one.words), QLatin1String(one.ground)));
        line->addWidget(figure);
        row->setToolTip(tr("Contrast on light and on dark; text needs 4.5, large text 3"));
        m_reading->addWidget(row);
    }
}

} // namespace audience::ui
