#include "ui/kit/chart_view.h"

#include "base/csv.h"
#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_plot.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QSvgGenerator>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using model::ChartKind;

ChartView::ChartView(QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTiny);
    m_names = new QLabel(this);
    m_names->setTextFormat(Qt::RichText);
    m_names->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_rows = new BarRows(this);
    m_plot = new ChartPlot(this);
    m_plot->viewport()->installEventFilter(this);
    m_empty = makeLabel({}, "secondary", this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    layout->addWidget(m_names);
    layout->addWidget(m_rows);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_empty, 1);
    setFocusPolicy(Qt::StrongFocus);
    connect(m_rows, &BarRows::rowActivated, this, [this](int row) { Q_EMIT pointActivated(0, row); });
    connect(&Theme::instance(), &Theme::changed, this, &ChartView::rebuild);
    rebuild();
}

ChartView::~ChartView() = default;

static bool isSame(const model::ChartSpec &a, const model::ChartSpec &b) {
    const auto samePoint = [](const model::ChartPoint &one, const model::ChartPoint &other) {
        return one.label == other.label && one.x == other.x && one.y == other.y && one.note == other.note && one.low == other.low && one.high == other.high;
    };
    const auto sameSeries = [&](const model::ChartSeries &one, const model::ChartSeries &other) {
        return one.name == other.name && std::equal(one.points.begin(), one.points.end(), other.points.begin(), other.points.end(), samePoint);
    };
    return a.kind == b.kind && a.title == b.title && a.xTitle == b.xTitle && a.yTitle == b.yTitle && a.textAlternative == b.textAlternative &&
           std::equal(a.series.begin(), a.series.end(), b.series.begin(), b.series.end(), sameSeries);
}

// Pages ask again and again: what is the same is not drawn anew, and the point that the keyboard is on is kept
// where it is still there.
void ChartView::setSpec(const model::ChartSpec &spec) {
    if (isSame(spec, m_spec) && zoneAround(this) == m_zone)
        return refreshEmpty();
    const int at = m_plot->markedIndex();
    const auto labelled = [this](int index) {
        const bool isThere = index >= 0 && !m_spec.series.empty() && std::size_t(index) < m_spec.series.front().points.size();
        return isThere ? m_spec.series.front().points[std::size_t(index)].label : std::string();
    };
    const std::string before = labelled(at);
    m_spec = spec;
    rebuild();
    if (before.empty() || isLying() || m_spec.series.empty())
        return;
    for (int i = 0; i < int(m_spec.series.front().points.size()); ++i)
        if (labelled(i) == before)
            m_plot->mark(m_series, i);
}

void ChartView::refreshEmpty() {
    m_empty->setText(m_emptyWords.isEmpty() ? tr("Nothing to show for this period yet.") : m_emptyWords);
}

void ChartView::setOpens(bool opens) {
    m_opens = opens;
    m_rows->setOpens(opens);
    m_plot->viewport()->setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QWidget *ChartView::takeNames() {
    m_namesTaken = true;
    layout()->removeWidget(m_names);
    rebuild();
    return m_names;
}

bool ChartView::isLying() const {
    return m_spec.kind == ChartKind::HorizontalBar || m_spec.kind == ChartKind::Funnel;
}

void ChartView::rebuild() {
    m_zone = zoneAround(this);
    setAccessibleName(toQString(m_spec.title));
    setAccessibleDescription(toQString(m_spec.textAlternative));
    const bool isEmpty = m_spec.series.empty() || m_spec.series.front().points.empty();
    const bool isLying = this->isLying();
    refreshEmpty();
    m_empty->setVisible(isEmpty);
    m_rows->setVisible(!isEmpty && isLying);
    m_plot->setVisible(!isEmpty && !isLying);
    setFocusPolicy(isEmpty || isLying ? Qt::NoFocus : Qt::StrongFocus);
    refreshNames();
    if (isEmpty)
        return;
    if (!isLying) {
        m_series = qBound(0, m_series, int(m_spec.series.size()) - 1);
        m_plot->setSpec(m_spec, m_zone, m_spec.kind == ChartKind::Line && !m_namesTaken && m_spec.series.size() > 1);
        return;
    }
    m_rows->setAccessibleName(toQString(m_spec.title));
    QVector<BarRow> rows;
    for (const auto &point : m_spec.series.front().points)
        rows.push_back({toQString(point.label), qint64(point.y), toQString(point.note), 0});
    m_rows->setRows(rows);
}

void ChartView::refreshNames() {
    QString names;
    if (!isLying() && m_spec.series.size() > 1)
        for (std::size_t i = 0; i < m_spec.series.size(); ++i)
            names += QStringLiteral("<span style='color:%1'>&#9632;</span> <span style='color:%2'>%3</span>&nbsp;&nbsp; ")
                         .arg(chartColour(i).name(), tokens().secondary.name(), toQString(m_spec.series[i].name).left(60).toHtmlEscaped());
    m_names->setText(names);
    const bool standsHere = m_spec.kind == ChartKind::Bar;
    m_names->setVisible(!names.isEmpty() && (m_namesTaken || standsHere));
    m_names->setFont(Theme::instance().font(TypeRole::Secondary));
}

QString ChartView::wordsAt(int index) const {
    if (index < 0 || index >= m_plot->labels().full.size())
        return {};
    QString words = QStringLiteral("<b>%1</b>").arg(m_plot->labels().full[index].left(200).toHtmlEscaped());
    for (std::size_t s = 0; s < m_spec.series.size(); ++s) {
        const auto &points = m_spec.series[s].points;
        if (std::size_t(index) >= points.size())
            continue;
        const auto &point = points[std::size_t(index)];
        words += QStringLiteral("<br><span style='color:%1'>&#9632;</span> %2 %3")
                     .arg(chartColour(s).name(), toQString(m_spec.series[s].name).left(60).toHtmlEscaped(), chartNumber(point.y));
        if (point.low && point.high)
            words += QLatin1Char(' ') + tr("(%1 to %2)").arg(chartNumber(*point.low), chartNumber(*point.high));
        if (!point.note.empty())
            words += QStringLiteral(" &middot; ") + toQString(point.note).left(200).toHtmlEscaped();
    }
    if (m_opens)
        words += QStringLiteral("<br>") + tr("Click or press Enter to see the people");
    return words;
}

void ChartView::moveTo(int series, int index, bool byKeyboard) {
    m_plot->mark(series, index);
    if (series < 0 || index < 0) {
        QToolTip::hideText();
        return;
    }
    m_series = series;
    const QPoint place = m_plot->placeOf(series, index).toPoint();
    QToolTip::showText(m_plot->viewport()->mapToGlobal(place + QPoint(8, 8)), wordsAt(index), this);
    if (byKeyboard)
        announceItem(this, currentItem());
}

bool ChartView::eventFilter(QObject *, QEvent *event) {
    if (event->type() == QEvent::MouseMove) {
        const auto [series, index] = m_plot->nearest(static_cast<QMouseEvent *>(event)->position());
        if (index != m_plot->markedIndex() || series != m_series)
            moveTo(series, index, false);
    } else if (event->type() == QEvent::Leave) {
        if (!hasFocus())
            moveTo(-1, -1, false);
    } else if (event->type() == QEvent::MouseButtonPress && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        const auto [series, index] = m_plot->nearest(static_cast<QMouseEvent *>(event)->position());
        if (m_opens && index >= 0) {
            Q_EMIT pointActivated(series, index);
            return true;
        }
    }
    return false;
}

void ChartView::keyPressEvent(QKeyEvent *event) {
    const int last = int(m_plot->labels().axis.size()) - 1, at = m_plot->markedIndex();
    const int series = int(m_spec.series.size());
    if (last < 0 || isLying()) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Right: moveTo(m_series, qMin(last, at + 1), true); break;
    case Qt::Key_Left: moveTo(m_series, at < 0 ? last : qMax(0, at - 1), true); break;
    case Qt::Key_Home: moveTo(m_series, 0, true); break;
    case Qt::Key_End: moveTo(m_series, last, true); break;
    case Qt::Key_Down: moveTo((m_series + 1) % series, qMax(0, at), true); break;
    case Qt::Key_Up: moveTo((m_series + series - 1) % series, qMax(0, at), true); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_opens && at >= 0)
            Q_EMIT pointActivated(m_series, at);
        break;
    default:
        if (event->matches(QKeySequence::Copy))
            QGuiApplication::clipboard()->setText(csv());
        else
            QWidget::keyPressEvent(event);
    }
}

void ChartView::focusInEvent(QFocusEvent *event) {
    QWidget::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && !isLying() && m_plot->markedIndex() < 0 && !m_plot->labels().axis.isEmpty())
        moveTo(m_series, 0, true);
}

void ChartView::focusOutEvent(QFocusEvent *event) {
    QWidget::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        moveTo(-1, -1, false);
}

void ChartView::contextMenuEvent(QContextMenuEvent *event) {
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy the values")), &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(csv()); });
    connect(menu->addAction(tr("Save as a picture (PNG)")), &QAction::triggered, this, [this] { savePictureAs(QStringLiteral("png")); });
    connect(menu->addAction(tr("Save as a drawing (SVG)")), &QAction::triggered, this, [this] { savePictureAs(QStringLiteral("svg")); });
    menu->popup(event->globalPos());
}

void ChartView::savePictureAs(const QString &ending) {
    askWhereToSave(this, {tr("Save the chart"), QStringLiteral("*.") + ending, fileNameFrom(toQString(m_spec.title), QLatin1Char('.') + ending), ending}, [this](const QString &path) {
        if (!savePicture(path))
            QToolTip::showText(mapToGlobal(rect().center()), tr("The picture could not be written there. Choose another folder."), this);
    });
}

bool ChartView::savePicture(const QString &path) {
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator picture;
        picture.setFileName(path);
        picture.setSize(size());
        picture.setViewBox(rect());
        picture.setTitle(toQString(m_spec.title));
        picture.setDescription(toQString(m_spec.textAlternative));
        QPainter painter;
        if (!painter.begin(&picture))
            return false;
        painter.fillRect(rect(), tokens().surface);
        render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
        return painter.end();
    }
    QPixmap picture(size() * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(tokens().surface);
    render(&picture, QPoint(), QRegion(), QWidget::DrawChildren);
    return picture.save(path);
}

static QString csvCell(const QString &text) { return toQString(csvText(toUtf8(text))); }

QString ChartView::csv() const {
    QStringList lines, head{csvCell(m_spec.xTitle.empty() ? QStringLiteral("label") : toQString(m_spec.xTitle))};
    std::size_t most = 0;
    for (const auto &series : m_spec.series) {
        head << csvCell(toQString(series.name));
        most = std::max(most, series.points.size());
    }
    lines << head.join(QLatin1Char(','));
    for (std::size_t i = 0; i < most; ++i) {
        QStringList cells;
        for (const auto &series : m_spec.series) {
            const bool isThere = i < series.points.size();
            if (cells.isEmpty())
                cells << (isThere ? series.points[i].label.empty() ? QString::number(series.points[i].x) : csvCell(toQString(series.points[i].label)) : QString());
            cells << (isThere ? QString::number(series.points[i].y, 'g', 15) : QString());
        }
        lines << cells.join(QLatin1Char(','));
    }
    return lines.join(QLatin1Char('\n'));
}

// Screen readers get every point, one series after the other; lying bars are a widget of their own.
int ChartView::itemCount() const {
    return isLying() || m_spec.series.empty() ? 0 : int(m_spec.series.size() * m_spec.series.front().points.size());
}

QString ChartView::itemName(int item) const {
    const int count = int(m_spec.series.front().points.size()), series = item / count, index = item % count;
    const auto &points = m_spec.series[std::size_t(series)].points;
    if (std::size_t(index) >= points.size())
        return {};
    return QStringLiteral("%1, %2: %3 %4")
        .arg(toQString(m_spec.series[std::size_t(series)].name), m_plot->labels().full.value(index), chartNumber(points[std::size_t(index)].y),
             toQString(points[std::size_t(index)].note))
        .trimmed();
}

QRect ChartView::itemRect(int item) const {
    const int count = int(m_spec.series.front().points.size());
    const QPoint place = m_plot->placeOf(item / count, item % count).toPoint();
    return {m_plot->mapTo(this, place) - QPoint(6, 6), QSize(12, 12)};
}

int ChartView::currentItem() const {
    return m_spec.series.empty() || m_plot->markedIndex() < 0 ? -1 : m_series * int(m_spec.series.front().points.size()) + m_plot->markedIndex();
}

void ChartView::activateItem(int item) {
    const int count = int(m_spec.series.front().points.size());
    if (m_opens)
        Q_EMIT pointActivated(item / count, item % count);
}

} // namespace audience::ui
