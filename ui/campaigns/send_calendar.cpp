#include "ui/campaigns/send_calendar.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

namespace audience::ui {

static constexpr int kDays = 7, kPad = 5, kPill = 20, kPillGap = 2, kNumber = 20, kBar = 3, kInset = 6;

SendCalendar::SendCalendar(QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    setObjectName(QStringLiteral("sendCalendar"));
    setAccessibleName(tr("Calendar of sends"));
    setAccessibleDescription(tr("Arrows go from one to the next, Enter opens, Alt and arrows take what is scheduled to another day"));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        place();
        update();
    });
}

void SendCalendar::setEntries(const QVector<CalendarEntry> &entries, const QDateTime &now) {
    QHash<qint64, qint64> known;
    for (const CalendarEntry &entry : std::as_const(m_entries))
        if (entry.kind == CalendarEntry::Kind::Scheduled)
            known.insert(entry.id, entry.people);
    m_entries = entries;
    for (CalendarEntry &entry : m_entries)
        if (entry.people < 0)
            entry.people = known.value(entry.id, -1);
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    m_now = now;
    place();
    update();
}

void SendCalendar::setPeople(const QHash<qint64, qint64> &reach, const QHash<QDate, qint64> &perDay) {
    for (CalendarEntry &entry : m_entries)
        if (const auto found = reach.constFind(entry.id); found != reach.constEnd() && entry.kind == CalendarEntry::Kind::Scheduled)
            entry.people = *found;
    m_perDay = perDay;
    m_mostPerDay = 0;
    for (const qint64 people : perDay)
        m_mostPerDay = qMax(m_mostPerDay, people);
    update();
}

void SendCalendar::showDay(const QDate &day, Mode mode) {
    m_day = day;
    m_mode = mode;
    const QDate from = mode == Mode::Month ? QDate(day.year(), day.month(), 1) : day;
    m_first = from.addDays(-((from.dayOfWeek() - interfaceLocale().firstDayOfWeek() + kDays) % kDays));
    place();
    update();
}

int SendCalendar::weeks() const {
    if (m_mode == Mode::Week)
        return 1;
    const QDate last(m_day.year(), m_day.month(), m_day.daysInMonth());
    return int(m_first.daysTo(last)) / kDays + 1;
}

int SendCalendar::headHeight() const { return Theme::instance().pixels(26); }

QRect SendCalendar::cellOf(const QDate &day) const {
    const int at = int(m_first.daysTo(day));
    if (!m_first.isValid() || at < 0 || at >= weeks() * kDays)
        return {};
    const int column = at % kDays, row = at / kDays, high = height() - headHeight();
    const int left = column * width() / kDays, right = (column + 1) * width() / kDays;
    const int top = headHeight() + row * high / weeks(), bottom = headHeight() + (row + 1) * high / weeks();
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, top, right - left, bottom - top));
}

QDate SendCalendar::dayAt(const QPoint &point) const {
    for (QDate day = m_first; day < m_first.addDays(weeks() * kDays); day = day.addDays(1))
        if (cellOf(day).contains(point))
            return day;
    return {};
}

// Time and people, and under them the name in one or two lines.
int SendCalendar::tallHeight(const CalendarEntry &entry, int width) const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::SecondaryStrong));
    const bool fits = metrics.horizontalAdvance(entry.name) <= width - 2 * kInset;
    return Theme::instance().pixels(fits ? 2 * kPill - 2 : 3 * kPill - 8);
}

// The pills of each day under its number: with room for their names where all of the day's have that, else a line each,
// as many as have room.
void SendCalendar::place() {
    m_shown.clear();
    m_more.clear();
    const int pill = Theme::instance().pixels(kPill), number = Theme::instance().pixels(kNumber);
    for (QDate day = m_first; m_first.isValid() && day < m_first.addDays(weeks() * kDays); day = day.addDays(1)) {
        QVector<int> on, high;
        int wanted = -kPillGap;
        const QRect cell = cellOf(day).adjusted(kPad, kPad + number + kBar + 2, -kPad, -kPad);
        for (int i = 0; i < m_entries.size(); ++i)
            if (m_entries[i].at.date() == day) {
                on.append(i);
                high.append(tallHeight(m_entries[i], cell.width()));
                wanted += high.last() + kPillGap;
            }
        if (wanted > cell.height())
            high.fill(pill);
        int room = qMax(0, (cell.height() + kPillGap) / (pill + kPillGap));
        if (wanted <= cell.height())
            room = int(on.size());
        else if (on.size() > room) {
            room = qMax(0, room - 1);
            m_more.insert(day, int(on.size()) - room);
        }
        for (int i = 0, top = cell.top(); i < qMin(room, int(on.size())); top += high[i++] + kPillGap)
            m_shown.append({on[i], QRect(cell.left(), top, cell.width(), high[i])});
    }
    m_current = -1;
    for (int i = 0; i < m_shown.size(); ++i)
        if (m_entries[m_shown[i].entry].id == m_currentId)
            m_current = i;
    m_hovered = m_pressed = -1;
    m_isDragging = false;
}

void SendCalendar::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    place();
}

QSize SendCalendar::sizeHint() const { return {Theme::instance().pixels(720), Theme::instance().pixels(560)}; }
QSize SendCalendar::minimumSizeHint() const { return {Theme::instance().pixels(420), Theme::instance().pixels(m_mode == Mode::Week ? 220 : 380)}; }

bool SendCalendar::canMove(const CalendarEntry &entry) const { return entry.kind == CalendarEntry::Kind::Scheduled && entry.canMove; }

// What an entry says of its time in the grid: where it goes out by every person's own clock, from when to when.
QString SendCalendar::timeOf(const CalendarEntry &entry) {
    const QString time = formatTime(entry.at.time());
    if (!entry.isOwnClock)
        return time;
    return entry.first.isValid() && entry.first != entry.last ? tr("%1 to %2").arg(formatTime(entry.first.time()), formatTime(entry.last.time()))
                                                              : tr("%1 local").arg(time);
}

QString SendCalendar::inFull(const CalendarEntry &entry) const {
    QString when = formatMoment(entry.at);
    if (entry.isOwnClock && entry.first.isValid() && entry.first != entry.last)
        when = tr("%1 on each person's own clock, which is from %2 to %3 here").arg(when, formatMoment(entry.first), formatMoment(entry.last));
    else if (entry.isOwnClock)
        when = tr("%1 on each person's own clock").arg(when);
    const bool isAhead = entry.kind == CalendarEntry::Kind::Scheduled;
    QString words = entry.kind == CalendarEntry::Kind::Missed ? tr("%1, was to start %2").arg(entry.name, when)
                    : isAhead                                   ? tr("%1, goes out %2").arg(entry.name, when)
                    : entry.kind == CalendarEntry::Kind::Going  ? tr("%1, being sent since %2").arg(entry.name, when)
                                                                : tr("%1, sent %2").arg(entry.name, when);
    if (entry.people >= 0)
        words += QStringLiteral(", ") + tr("%Ln people", nullptr, int(entry.people));
    return words;
}

QString SendCalendar::itemName(int item) const { return item >= 0 && item < m_shown.size() ? inFull(m_entries[m_shown[item].entry]) : QString(); }
QRect SendCalendar::itemRect(int item) const { return item >= 0 && item < m_shown.size() ? m_shown[item].rect : QRect(); }

void SendCalendar::activateItem(int item) {
    if (item >= 0 && item < m_shown.size())
        Q_EMIT opened(m_entries[m_shown[item].entry].id);
}

int SendCalendar::itemAt(const QPoint &point) const {
    for (int i = 0; i < m_shown.size(); ++i)
        if (m_shown[i].rect.contains(point))
            return i;
    return -1;
}

void SendCalendar::paintEvent(QPaintEvent *) {
    if (!m_first.isValid())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = tokens();
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(t.secondary);
    for (int i = 0; i < kDays; ++i) {
        const QRect cell = cellOf(m_first.addDays(i));
        const QString name = interfaceLocale().standaloneDayName(m_first.addDays(i).dayOfWeek(), QLocale::ShortFormat);
        painter.drawText(QRect(cell.left() + kPad + 2, 0, cell.width() - 2 * kPad, headHeight()), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter, name);
    }
    for (QDate day = m_first; day < m_first.addDays(weeks() * kDays); day = day.addDays(1))
        paintDay(painter, day);
    for (int i = 0; i < m_shown.size(); ++i)
        if (!(m_isDragging && i == m_pressed))
            paintEntry(painter, m_entries[m_shown[i].entry], m_shown[i].rect, i == m_hovered || (hasFocus() && i == m_current));
    if (hasFocus() && m_shown.isEmpty()) { // nothing in it to show where the keyboard is
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect().adjusted(1, 1, -2, -2), 6, 6);
    }
    if (m_isDragging && m_pressed >= 0) {
        painter.setOpacity(0.9);
        paintEntry(painter, m_entries[m_shown[m_pressed].entry], m_shown[m_pressed].rect.translated(m_pointer - m_pressedAt), true);
    }
}

void SendCalendar::paintDay(QPainter &painter, const QDate &day) {
    const Tokens &t = tokens();
    const QRect cell = cellOf(day);
    const bool isToday = day == m_now.date(), isOther = m_mode == Mode::Month && day.month() != m_day.month();
    const bool isTarget = m_isDragging && cell.contains(m_pointer) && day >= m_now.date();
    if (isTarget)
        painter.fillRect(cell, t.accentSoft);
    painter.setPen(t.border);
    painter.drawLine(cell.topLeft(), cell.topRight());
    if (cell.left() > 0)
        painter.drawLine(cell.topLeft(), cell.bottomLeft());
    const int number = Theme::instance().pixels(kNumber);
    const QRect at = QStyle::visualRect(layoutDirection(), cell, QRect(cell.left() + kPad, cell.top() + 3, number + 4, number));
    painter.setFont(Theme::instance().font(isToday ? TypeRole::SecondaryStrong : TypeRole::Secondary));
    if (isToday) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawRoundedRect(at, number / 2.0, number / 2.0);
    }
    painter.setPen(isToday ? t.onAccent : isOther ? t.tertiary : t.text);
    painter.drawText(at, Qt::AlignCenter, interfaceLocale().toString(day.day()));
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const QRect beside = QStyle::visualRect(layoutDirection(), cell, QRect(cell.left() + kPad + number + 8, cell.top() + 3, cell.width() - number - 2 * kPad - 8, number));
    const int end = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter;
    if (const qint64 people = m_perDay.value(day); people > 0) {
        painter.setPen(t.secondary);
        painter.drawText(beside, end, formatNumber(people));
        const QRect bar(cell.left() + kPad, cell.top() + 4 + number, cell.width() - 2 * kPad, kBar);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.data[0]);
        const int wide = qMax(kBar, int(double(bar.width()) * double(people) / double(qMax<qint64>(1, m_mostPerDay))));
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), bar, QRect(bar.left(), bar.top(), wide, bar.height())), 1.5, 1.5);
    }
    if (const int more = m_more.value(day); more > 0) {
        painter.setPen(t.secondary);
        painter.drawText(cell.adjusted(kPad + 2, 0, -kPad, -2), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignBottom, tr("%n more", nullptr, more));
    }
}

void SendCalendar::paintEntry(QPainter &painter, const CalendarEntry &entry, const QRect &rect, bool isLit) const {
    using Kind = CalendarEntry::Kind;
    const Tokens &t = tokens();
    const bool isAhead = entry.kind == Kind::Scheduled;
    const QColor ground = isAhead ? t.accentSoft : entry.kind == Kind::Missed ? t.warningSoft : entry.kind == Kind::Going ? t.goodSoft : t.inset;
    const QColor ink = isAhead ? t.accent : entry.kind == Kind::Missed ? t.warning : entry.kind == Kind::Going ? t.good : t.secondary;
    painter.setPen(isLit ? QPen(ink, hasFocus() ? 2 : 1) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5);
    const QRect inside = rect.adjusted(kInset, 0, -kInset, 0);
    const int side = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const QString time = timeOf(entry);
    if (const int pill = Theme::instance().pixels(kPill); rect.height() > pill) { // when and to how many, over what
        const QRect top(inside.left(), inside.top() + 1, inside.width(), pill - 2);
        painter.setPen(ink);
        painter.setFont(Theme::instance().font(TypeRole::Secondary));
        QStringList words{time}; // as much as there is room for
        if (entry.people >= 0)
            words = QStringList{tr("%1, %Ln people", nullptr, int(entry.people)).arg(time), QStringLiteral("%1 · %2").arg(time, formatNumber(entry.people)), time};
        while (words.size() > 1 && painter.fontMetrics().horizontalAdvance(words.first()) > top.width())
            words.removeFirst();
        painter.drawText(top, side, words.first());
        painter.setFont(Theme::instance().font(TypeRole::SecondaryStrong));
        painter.setPen(entry.kind == Kind::Sent ? t.secondary : t.text);
        paintName(painter, entry.name, QRect(inside.left(), top.bottom(), inside.width(), rect.bottom() - top.bottom() - 1));
        return;
    }
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(ink);
    const int wide = painter.fontMetrics().horizontalAdvance(time) + 5;
    painter.drawText(inside, side, time);
    painter.setPen(entry.kind == Kind::Sent ? t.secondary : t.text);
    const QRect rest = QStyle::visualRect(layoutDirection(), inside, QRect(inside.left() + wide, inside.top(), inside.width() - wide, inside.height()));
    painter.drawText(rest, side, painter.fontMetrics().elidedText(entry.name, Qt::ElideRight, rest.width()));
}

// In as many lines as the place is high; the last one is cut where the name is longer still.
void SendCalendar::paintName(QPainter &painter, const QString &name, const QRect &rect) const {
    const QFontMetrics metrics = painter.fontMetrics();
    const int lines = qMax(1, rect.height() / (metrics.ascent() + metrics.descent())), high = rect.height() / lines;
    QTextLayout layout(name, painter.font());
    layout.beginLayout();
    for (int i = 0; i < lines; ++i) {
        const QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        QTextLine(line).setLineWidth(rect.width());
        const QString words = i + 1 < lines ? name.mid(line.textStart(), line.textLength()).trimmed() : name.mid(line.textStart());
        painter.drawText(QRect(rect.left(), rect.top() + i * high, rect.width(), high), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter,
                         metrics.elidedText(words, Qt::ElideRight, rect.width()));
    }
    layout.endLayout();
}

void SendCalendar::mousePressEvent(QMouseEvent *event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = itemAt(event->pos());
    m_pressedAt = event->pos();
    if (m_pressed >= 0) {
        m_current = m_pressed;
        m_currentId = m_entries[m_shown[m_pressed].entry].id;
    }
    update();
}

void SendCalendar::mouseMoveEvent(QMouseEvent *event) {
    m_pointer = event->pos();
    const bool isFar = (m_pointer - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (event->buttons() & Qt::LeftButton && m_pressed >= 0 && isFar && canMove(m_entries[m_shown[m_pressed].entry]))
        m_isDragging = true;
    m_hovered = itemAt(m_pointer);
    const bool isMore = m_hovered < 0 && (m_more.value(dayAt(m_pointer)) > 0 || m_perDay.value(dayAt(m_pointer)) > 0);
    setCursor(m_isDragging ? Qt::ClosedHandCursor : m_hovered >= 0 || isMore ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void SendCalendar::mouseReleaseEvent(QMouseEvent *event) {
    const int pressed = std::exchange(m_pressed, -1);
    const QDate day = dayAt(event->pos());
    update();
    if (std::exchange(m_isDragging, false)) {
        setCursor(Qt::ArrowCursor);
        if (pressed >= 0 && day.isValid() && day != m_entries[m_shown[pressed].entry].at.date())
            shift(pressed, int(m_entries[m_shown[pressed].entry].at.date().daysTo(day)));
        return;
    }
    if (event->button() != Qt::LeftButton || !rect().contains(event->pos()))
        return;
    if (pressed >= 0)
        activateItem(pressed);
    else if (m_more.value(day) > 0)
        Q_EMIT weekWanted(day);
    else if (m_perDay.value(day) > 0)
        Q_EMIT dayOpened(day);
}

// To a day that is still to come; at the same time of day.
void SendCalendar::shift(int item, int days) {
    const CalendarEntry &entry = m_entries[m_shown[item].entry];
    const QDateTime to = entry.at.addDays(days);
    if (!canMove(entry))
        return;
    if (to <= m_now)
        return announce(this, tr("That day is over"));
    Q_EMIT moved(entry.id, to.date());
}

void SendCalendar::keyPressEvent(QKeyEvent *event) {
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int key = event->key(), ahead = isMirrored ? Qt::Key_Left : Qt::Key_Right, back = isMirrored ? Qt::Key_Right : Qt::Key_Left;
    if (key == Qt::Key_PageUp || key == Qt::Key_PageDown)
        return Q_EMIT stepWanted(key == Qt::Key_PageUp ? -1 : 1);
    if (m_shown.isEmpty())
        return QWidget::keyPressEvent(event);
    const int step = key == ahead ? 1 : key == back ? -1 : key == Qt::Key_Down ? kDays : key == Qt::Key_Up ? -kDays : 0;
    if (event->modifiers() & Qt::AltModifier && step != 0 && m_current >= 0)
        return shift(m_current, step);
    if (event->modifiers() & Qt::AltModifier)
        return QWidget::keyPressEvent(event);
    if (step != 0) {
        m_current = m_current < 0 ? 0 : qBound(0, m_current + (step > 0 ? 1 : -1), int(m_shown.size()) - 1);
        m_currentId = m_entries[m_shown[m_current].entry].id;
        announceItem(this, m_current);
        return update();
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space)
        return activateItem(m_current);
    QWidget::keyPressEvent(event);
}

void SendCalendar::leaveEvent(QEvent *event) {
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

bool SendCalendar::event(QEvent *event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        if (m_current < 0 && !m_shown.isEmpty()) {
            m_current = 0;
            m_currentId = m_entries[m_shown[0].entry].id;
        }
        update();
    }
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int item = itemAt(help->pos());
        QToolTip::showText(help->globalPos(), item >= 0 ? itemName(item).toHtmlEscaped() : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
