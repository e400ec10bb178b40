#include "ui/segments/flow_view.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace audience::ui {

static constexpr double kBar = 8, kGap = 12;

FlowView::FlowView(QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    setObjectName(QStringLiteral("flowView"));
    setAccessibleName(tr("Where people went"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        arrange();
        updateGeometry();
        update();
    });
}

void FlowView::setFlow(const QStringList &names, const QVector<QVector<qint64>> &people) {
    m_names = names;
    m_people = people;
    m_current = m_hovered = -1;
    arrange();
    m_current = m_ways.isEmpty() ? -1 : 0;
    updateGeometry();
    update();
}

QSize FlowView::sizeHint() const {
    return {480, qMax(160, int(m_names.size()) * Theme::instance().pixels(52))};
}

int FlowView::labelWidth() const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Body));
    int widest = 0;
    for (const QString &name : m_names)
        widest = qMax(widest, metrics.horizontalAdvance(name));
    return qMin(widest, width() / 4) + 12;
}

// None is grey: it is not one of the segments.
QColor FlowView::colourOf(int place) const {
    return place + 1 == m_names.size() ? tokens().strongBorder : tokens().data[std::size_t(place) % tokens().data.size()];
}

void FlowView::arrange() {
    const int places = int(m_names.size());
    m_ways.clear();
    m_before = QVector<Place>(places);
    m_after = QVector<Place>(places);
    if (places == 0 || m_people.size() != places)
        return;
    for (int was = 0; was < places; ++was)
        for (int is = 0; is < places; ++is) {
            const qint64 people = m_people[was][is];
            if (people == 0 || (was + 1 == places && is + 1 == places))
                continue;
            m_ways.append({was, is, people, {}});
            m_before[was].people += people;
            m_after[is].people += people;
        }
    qint64 all = 0;
    for (const Way &way : std::as_const(m_ways))
        all += way.people;
    const double room = height() - kGap * (places - 1) - 4, each = all > 0 ? qMax(1.0, room) / double(all) : 0;
    for (auto *side : {&m_before, &m_after}) {
        double top = 2;
        for (Place &place : *side) {
            place.top = top;
            place.height = double(place.people) * each;
            top += place.height + kGap;
        }
    }
    arrangeLabels(m_before);
    arrangeLabels(m_after);
    const double left = labelWidth() + kBar, right = width() - left, bend = (right - left) / 2;
    QVector<double> out(places), in(places);
    for (Way &way : m_ways) {
        const double thick = double(way.people) * each;
        const double from = m_before[way.was].top + out[way.was], to = m_after[way.is].top + in[way.is];
        out[way.was] += thick;
        in[way.is] += thick;
        const double shown = qMax(1.5, thick);
        QPainterPath path(QPointF(left, from));
        path.cubicTo(left + bend, from, right - bend, to, right, to);
        path.lineTo(right, to + shown);
        path.cubicTo(right - bend, to + shown, left + bend, from + shown, left, from + shown);
        path.closeSubpath();
        if (layoutDirection() == Qt::RightToLeft)
            path = QTransform(-1, 0, 0, 1, width(), 0).map(path);
        way.path = path;
    }
}

double FlowView::labelHeight() const {
    return QFontMetrics(Theme::instance().font(TypeRole::Body)).height() + QFontMetrics(Theme::instance().font(TypeRole::Secondary)).height() +
           2; // and a little air
}

// Beside the middle of their bars, but never over each other: pushed down, and back up from the lower end.
void FlowView::arrangeLabels(QVector<Place> &side) const {
    const double tall = labelHeight();
    double free = 0;
    for (Place &place : side)
        if (place.people > 0) {
            place.label = qMax(free, place.top + place.height / 2 - tall / 2);
            free = place.label + tall;
        }
    double end = height();
    for (int i = int(side.size()) - 1; i >= 0; --i)
        if (side[i].people > 0) {
            side[i].label = qMin(side[i].label, end - tall);
            end = side[i].label;
        }
}

QString FlowView::itemName(int item) const {
    if (item < 0 || item >= m_ways.size())
        return {};
    const Way &way = m_ways[item];
    if (way.was == way.is)
        return tr("%n people stayed in %1", nullptr, int(way.people)).arg(m_names[way.was]);
    return tr("%n people went from %1 to %2", nullptr, int(way.people)).arg(m_names[way.was], m_names[way.is]);
}

QRect FlowView::itemRect(int item) const {
    return item >= 0 && item < m_ways.size() ? m_ways[item].path.boundingRect().toAlignedRect() : QRect();
}

void FlowView::activateItem(int item) {
    if (item >= 0 && item < m_ways.size())
        Q_EMIT wayActivated(m_ways[item].was, m_ways[item].is);
}

int FlowView::at(const QPointF &point) const {
    for (int item = int(m_ways.size()) - 1; item >= 0; --item)
        if (m_ways[item].path.contains(point))
            return item;
    return -1;
}

void FlowView::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int item = 0; item < m_ways.size(); ++item) {
        const bool isMarked = item == m_hovered || (hasFocus() && item == m_current);
        QColor colour = colourOf(m_ways[item].was + 1 == m_names.size() ? m_ways[item].is : m_ways[item].was);
        colour.setAlphaF(isMarked ? 0.75F : 0.28F);
        painter.setPen(hasFocus() && item == m_current ? QPen(tokens().text, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(colour);
        painter.drawPath(m_ways[item].path);
    }
    paintPlaces(painter, true);
    paintPlaces(painter, false);
}

void FlowView::paintPlaces(QPainter &painter, bool ofBefore) const {
    const Tokens &t = tokens();
    const QVector<Place> &places = ofBefore ? m_before : m_after;
    const int wide = labelWidth();
    const QFontMetrics names(Theme::instance().font(TypeRole::Body)), figures(Theme::instance().font(TypeRole::Secondary));
    for (int i = 0; i < places.size(); ++i) {
        const Place &place = places[i];
        if (place.people == 0)
            continue;
        const bool isLeft = ofBefore == (layoutDirection() == Qt::LeftToRight);
        const double bar = isLeft ? wide : width() - wide - kBar;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(i));
        painter.drawRoundedRect(QRectF(bar, place.top, kBar, qMax(2.0, place.height)), 2, 2);
        const double top = place.label;
        const double left = isLeft ? 0 : width() - wide + 12;
        const int side = int(isLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
        const double room = wide - 12;
        painter.setFont(Theme::instance().font(TypeRole::Body));
        painter.setPen(t.text);
        painter.drawText(QRectF(left, top, room, names.height()), side, names.elidedText(m_names[i], Qt::ElideRight, int(room)));
        painter.setFont(Theme::instance().font(TypeRole::Secondary));
        painter.setPen(t.secondary);
        painter.drawText(QRectF(left, top + names.height(), room, figures.height()), side, formatNumber(place.people));
    }
}

void FlowView::resizeEvent(QResizeEvent *) { arrange(); }

void FlowView::mousePressEvent(QMouseEvent *event) {
    if (const int item = at(event->position()); item >= 0 && event->button() == Qt::LeftButton) {
        m_current = item;
        update();
        activateItem(item);
    }
}

void FlowView::mouseMoveEvent(QMouseEvent *event) {
    if (const int item = at(event->position()); item != m_hovered) {
        m_hovered = item;
        if (item >= 0)
            setCursor(Qt::PointingHandCursor);
        else
            unsetCursor();
        update();
    }
}

void FlowView::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void FlowView::keyPressEvent(QKeyEvent *event) {
    const int last = int(m_ways.size()) - 1;
    int next = m_current;
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Right)
        next = qMin(last, m_current + 1);
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Left)
        next = qMax(0, m_current - 1);
    else if (event->key() == Qt::Key_Home)
        next = 0;
    else if (event->key() == Qt::Key_End)
        next = last;
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        return activateItem(m_current);
    else
        return QWidget::keyPressEvent(event);
    m_current = last < 0 ? -1 : next;
    announceItem(this, m_current);
    update();
}

bool FlowView::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const int item = at(help->pos()); item >= 0) {
            QToolTip::showText(help->globalPos(), itemName(item), this);
            return true;
        }
        QToolTip::hideText();
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
