#include "ui/kit/icon.h"

#include "ui/kit/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QtMath>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// The icons live in a static library, which must be told to register them; outside any namespace.
static void registerIcons() {
    Q_INIT_RESOURCE(icons);
}

namespace audience::ui {

namespace {

QByteArray svgOf(const QString &name, const QColor &colour) {
    static const bool isRegistered = (registerIcons(), true);
    Q_UNUSED(isRegistered)
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

// A square picture of `side` device pixels; kept, because the same few are painted all the time.
QPixmap drawn(const QString &name, const QColor &colour, int side) {
    const QString key = QStringLiteral("icon/%1/%2/%3").arg(name, colour.name()).arg(side);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svgOf(name, colour)).render(&painter, QRectF(0, 0, side, side));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Remembers which token a colour was, so that an icon made before a change of the theme is right after it.
class Ink {
public:
    explicit Ink(const QColor &colour) : m_colour(colour) {
        const Tokens &t = tokens();
        // Tokens of equal value: what lies on the accent comes before the surface.
        for (const auto token : {&Tokens::text, &Tokens::secondary, &Tokens::tertiary, &Tokens::accent, &Tokens::onAccent, &Tokens::good,
                                 &Tokens::warning, &Tokens::bad, &Tokens::surface, &Tokens::strongBorder})
            if (t.*token == colour) {
                m_token = token;
                return;
            }
    }
    QColor now() const { return m_token ? tokens().*m_token : m_colour; }

private:
    QColor m_colour;
    QColor Tokens::*m_token = nullptr;
};

// Keeps only the name and draws on demand, so that one icon is sharp at every scale.
class StrokeEngine final : public QIconEngine {
public:
    StrokeEngine(QString name, const QColor &normal, const QColor &selected) : m_name(std::move(name)), m_normal(normal), m_selected(selected) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override {
        const int side = qMin(rect.width(), rect.height());
        // Room beyond the square stands between the icon and the word that follows it.
        const bool isMirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
        const QRect place(isMirrored ? rect.right() - side + 1 : rect.x(), rect.y() + (rect.height() - side) / 2, side, side);
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(place, drawn(m_name, colourOf(mode, state), qCeil(side * scale)));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new StrokeEngine(*this); }
    bool isNull() override { return m_name.isEmpty(); }

private:
    QColor colourOf(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return tokens().tertiary;
        return mode == QIcon::Selected || state == QIcon::On ? m_selected.now() : m_normal.now();
    }

    QString m_name;
    Ink m_normal, m_selected;
};

} // namespace

QIcon icon(const QString &name, const QColor &colour) {
    return QIcon(new StrokeEngine(name, colour, colour));
}

QIcon icon(const char *name) {
    return QIcon(new StrokeEngine(QLatin1String(name), tokens().secondary, tokens().accent));
}

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal scale) {
    QPixmap pixmap = drawn(name, colour, qCeil(size * scale));
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace audience::ui
