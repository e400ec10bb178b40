#include "ui/kit/icon.h"

#include "ui/kit/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
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

// Keeps only the name and draws on demand, so that one icon is sharp at every scale.
class StrokeEngine final : public QIconEngine {
public:
    StrokeEngine(QString name, QColor normal, QColor selected)
        : m_name(std::move(name)), m_normal(normal), m_selected(selected) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode,
               QIcon::State state) override {
        QColor colour = mode == QIcon::Selected || state == QIcon::On ? m_selected : m_normal;
        if (mode == QIcon::Disabled)
            colour = tokens().tertiary;
        QSvgRenderer renderer(svgOf(m_name, colour));
        const int side = qMin(rect.width(), rect.height());
        // Room beyond the square stands at the right, between the icon and the word.
        renderer.render(painter, QRectF(rect.x(), rect.y() + (rect.height() - side) / 2.0, side, side));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new StrokeEngine(*this); }

private:
    QString m_name;
    QColor m_normal, m_selected;
};

} // namespace

QIcon icon(const QString &name, const QColor &colour) {
    return QIcon(new StrokeEngine(name, colour, colour));
}

QIcon icon(const char *name) {
    return QIcon(new StrokeEngine(QLatin1String(name), tokens().secondary, tokens().accent));
}

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal scale) {
    QPixmap pixmap(QSize(size, size) * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer renderer(svgOf(name, colour));
    renderer.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

} // namespace audience::ui
