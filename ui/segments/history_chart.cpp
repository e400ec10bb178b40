#include "ui/segments/history_chart.h"

#include "ui/kit/actions.h"
#include "ui/kit/chart_scale.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/segment_keys.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace audience::ui {

HistoryChart::HistoryChart(QWidget *parent) : QWidget(parent) {
    declareSegmentKeys();
    installPaintedItems();
    setObjectName(QStringLiteral("historyChart"));
    setAccessibleName(tr("People in this segment over time"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HistoryChart::setPoints(const QVector<Point> &points) {
    m_points = points;
    model::ChartSpec spec;
    spec.series.emplace_back();
    for (const Point &point : m_points)
        spec.series[0].points.push_back({{}, 0, double(point.people), {}});
    const ValueScale scale = valueScale(spec);
    m_step = std::max(1.0, scale.step); // there is no half of a person
    m_highest = std::max(m_step, scale.highest);
    update();
}

void HistoryChart::setDays(const QDate &first, const QDate &last) {
    m_days[0] = first;
    m_days[1] = last;
    update();
}

// Room at the side for the figures of the scale, above for the two days and below for the months.
QRectF HistoryChart::plot() const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
    const int side = metrics.horizontalAdvance(formatNumber(qint64(m_highest))) + 12;
    const QRect inside = rect().adjusted(side, 2 * metrics.height() + 16, -metrics.averageCharWidth() * 2, -metrics.height() - 8);
    return QStyle::visualRect(layoutDirection(), rect(), inside);
}

double HistoryChart::xOf(const QDate &day) const {
    const QRectF box = plot();
    const double span = double(qMax<qint64>(1, m_points.first().day.daysTo(m_points.last().day)));
    const double share = qBound(0.0, double(m_points.first().day.daysTo(day)) / span, 1.0);
    return layoutDirection() == Qt::RightToLeft ? box.right() - share * box.width() : box.left() + share * box.width();
}

double HistoryChart::yOf(double people) const {
    const QRectF box = plot();
    return box.bottom() - people / m_highest * box.height();
}

double HistoryChart::peopleAt(const QDate &day) const {
    const auto after = std::find_if(m_points.begin(), m_points.end(), [&](const Point &point) { return point.day >= day; });
    if (after == m_points.end())
        return double(m_points.last().people);
    if (after->day == day || after == m_points.begin())
        return double(after->people);
    const auto before = after - 1;
    const double share = double(before->day.daysTo(day)) / double(before->day.daysTo(after->day));
    return double(before->people) + share * double(after->people - before->people);
}

int HistoryChart::nearest(double x) const {
    int best = 0;
    for (int i = 1; i < m_points.size(); ++i)
        if (std::abs(xOf(m_points[i].day) - x) < std::abs(xOf(m_points[best].day) - x))
            best = i;
    return best;
}

bool HistoryChart::isPoint(const QDate &day) const {
    return std::any_of(m_points.begin(), m_points.end(), [&](const Point &point) { return point.day == day; });
}

QString HistoryChart::wordsOf(const QDate &day) const {
    return isPoint(day) ? tr("%1: %n people", nullptr, int(peopleAt(day))).arg(formatDate(day)) : formatDate(day);
}

QString HistoryChart::itemName(int item) const {
    if (item < 0 || item >= itemCount())
        return {};
    return item == 0 ? tr("From %1").arg(wordsOf(m_days[0])) : tr("To %1").arg(wordsOf(m_days[1]));
}

QRect HistoryChart::itemRect(int item) const {
    if (item < 0 || item >= itemCount())
        return {};
    const QRectF box = plot();
    return QRectF(xOf(m_days[item]) - 8, box.top(), 16, box.height()).toRect();
}

void HistoryChart::activateItem(int item) {
    if (item >= 0 && item < itemCount())
        Q_EMIT dayOpened(m_days[item]);
}

void HistoryChart::move(int held, const QDate &day) {
    if (m_days[held] == day || (held == 0 ? day > m_days[1] : day < m_days[0]))
        return;
    m_days[held] = day;
    update();
    announceItem(this, held);
    Q_EMIT daysMoved();
}

void HistoryChart::paintEvent(QPaintEvent *) {
    if (m_points.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const QRectF box = plot();
    const double from = xOf(m_days[0]), to = xOf(m_days[1]);
    painter.fillRect(QRectF(qMin(from, to), box.top(), std::abs(to - from), box.height()), tokens().accentSoft);
    paintScale(painter);
    paintLine(painter);
    paintDay(painter, 0);
    paintDay(painter, 1);
}

void HistoryChart::paintScale(QPainter &painter) const {
    const Tokens &t = tokens();
    const QRectF box = plot();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const QFontMetrics metrics = painter.fontMetrics();
    for (double people = 0; people <= m_highest; people += m_step) {
        const double y = yOf(people);
        painter.setPen(t.border);
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        painter.setPen(t.tertiary);
        const QRectF label = isMirrored ? QRectF(box.right() + 8, y - 10, width() - box.right() - 8, 20) : QRectF(0, y - 10, box.left() - 8, 20);
        painter.drawText(label, int(isMirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, formatNumber(qint64(people)));
    }
    QStringList labels;
    const bool isLong = m_points.first().day.daysTo(m_points.last().day) > 400;
    for (const Point &point : m_points)
        labels << interfaceLocale().toString(point.day, datePattern(isLong ? QStringLiteral("MMM yyyy") : QStringLiteral("d MMM")));
    painter.setPen(t.tertiary);
    for (const int i : shownLabels(labels, metrics, box.width())) {
        const double wide = metrics.horizontalAdvance(labels[i]) + 4;
        const double left = qBound(0.0, xOf(m_points[i].day) - wide / 2, width() - wide);
        painter.drawText(QRectF(left, box.bottom() + 6, wide, metrics.height() + 2), Qt::AlignCenter, labels[i]);
    }
}

void HistoryChart::paintLine(QPainter &painter) const {
    const Tokens &t = tokens();
    QPolygonF line;
    for (const Point &point : m_points)
        line << QPointF(xOf(point.day), yOf(double(point.people)));
    painter.setPen(QPen(t.data[0], 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    if (line.size() == 1)
        painter.drawPoint(line.first());
}

// A day, its figure above and a knob on the line.
void HistoryChart::paintDay(QPainter &painter, int held) const {
    const Tokens &t = tokens();
    const QRectF box = plot();
    const QDate day = m_days[held];
    const double x = xOf(day), y = yOf(peopleAt(day));
    const bool isHeld = hasFocus() && m_held == held;
    painter.setPen(QPen(isHeld ? t.accent : t.strongBorder, isHeld ? 2 : 1));
    painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()));
    painter.setPen(QPen(t.accent, 2));
    painter.setBrush(isHeld ? t.accent : t.surface);
    painter.drawEllipse(QPointF(x, y), 5, 5);
    const QFont strong = Theme::instance().font(TypeRole::Strong), quiet = painter.font();
    const QString figure = isPoint(day) ? formatNumber(qint64(peopleAt(day))) : QString();
    const QString words = formatDate(day);
    const double wide = qMax(QFontMetrics(strong).horizontalAdvance(figure), QFontMetrics(quiet).horizontalAdvance(words)) + 4;
    // Each beside its own line, away from the other; where there is no room, inwards.
    const double other = xOf(m_days[1 - held]);
    const bool isLeft = x < other || (x == other && held == 0);
    double left = isLeft ? x - wide : x;
    if (std::abs(x - other) > 2 * wide)
        left = x - wide / 2;
    left = qBound(0.0, left, double(width()) - wide);
    if (std::abs(x - other) <= 2 * wide && std::abs(x - other) < wide) // both near an end
        left = isLeft ? qMax(0.0, qMin(left, other - 2 * wide)) : qMin(double(width()) - wide, qMax(left, other + wide));
    painter.setFont(strong);
    painter.setPen(t.text);
    painter.drawText(QRectF(left, 2, wide, QFontMetrics(strong).height()), Qt::AlignCenter, figure);
    painter.setFont(quiet);
    painter.setPen(t.secondary);
    painter.drawText(QRectF(left, 2 + QFontMetrics(strong).height(), wide, QFontMetrics(quiet).height()), Qt::AlignCenter, words);
}

void HistoryChart::mousePressEvent(QMouseEvent *event) {
    if (m_points.isEmpty() || event->button() != Qt::LeftButton)
        return;
    const double x = event->position().x(), first = std::abs(xOf(m_days[0]) - x), last = std::abs(xOf(m_days[1]) - x);
    m_held = first < last || (first == last && (x < xOf(m_days[0])) != (layoutDirection() == Qt::RightToLeft)) ? 0 : 1;
    move(m_held, m_points[nearest(x)].day);
    update();
}

void HistoryChart::mouseMoveEvent(QMouseEvent *event) {
    if (m_points.isEmpty())
        return;
    const double x = event->position().x();
    if (event->buttons().testFlag(Qt::LeftButton))
        move(m_held, m_points[nearest(x)].day);
    const bool isNear = std::abs(xOf(m_days[0]) - x) < 8 || std::abs(xOf(m_days[1]) - x) < 8;
    setCursor(isNear || event->buttons() != Qt::NoButton ? Qt::SplitHCursor : Qt::PointingHandCursor);
}

void HistoryChart::keyPressEvent(QKeyEvent *event) {
    if (m_points.isEmpty())
        return QWidget::keyPressEvent(event);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    step = isMirrored ? -step : step;
    const int at = nearest(xOf(m_days[m_held])), last = int(m_points.size()) - 1;
    if (step != 0)
        move(m_held, m_points[qBound(0, at + step, last)].day);
    else if (event->key() == Qt::Key_Home)
        move(m_held, m_held == 0 ? m_points.first().day : m_days[0]);
    else if (event->key() == Qt::Key_End)
        move(m_held, m_held == 1 ? m_points.last().day : m_days[1]);
    else if (isOfCommand(event, "history.other")) {
        m_held = 1 - m_held;
        announceItem(this, m_held);
        update();
    } else if (isOfCommand(event, "history.open"))
        activateItem(m_held);
    else
        QWidget::keyPressEvent(event);
}

bool HistoryChart::event(QEvent *event) {
    if (event->type() == QEvent::ShortcutOverride)
        for (const char *command : {"history.open", "history.other"})
            if (isOfCommand(static_cast<QKeyEvent *>(event), command)) {
                event->accept(); // before the window's own keys
                return true;
            }
    if (event->type() == QEvent::ToolTip && !m_points.isEmpty()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (plot().contains(help->pos())) {
            QToolTip::showText(help->globalPos(), wordsOf(m_points[nearest(help->pos().x())].day), this);
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
