#include "ui/kit/chart_scale.h"

#include "qbase/convert.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"

#include <QDateTime>
#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace audience::ui {

static double roundStep(double span, int wanted) {
    if (!(span > 0))
        return 1;
    const double rough = span / wanted, power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= rough * (1 - 1e-12))
            return factor * power;
    return 10 * power;
}

ValueScale valueScale(const model::ChartSpec &spec, int wanted) {
    double lowest = 0, highest = 0;
    bool isWhole = true;
    for (const auto &series : spec.series)
        for (const auto &point : series.points) {
            lowest = std::min({lowest, point.y, point.low.value_or(0)});
            highest = std::max({highest, point.y, point.high.value_or(0)});
            isWhole = isWhole && point.y == std::floor(point.y);
        }
    ValueScale scale;
    scale.step = roundStep(highest - lowest, wanted);
    if (isWhole) // half a person is no tick
        scale.step = std::max(1.0, std::ceil(scale.step));
    scale.lowest = std::floor(lowest / scale.step + 1e-9) * scale.step;
    scale.highest = std::max(scale.lowest + scale.step, std::ceil(highest / scale.step - 1e-9) * scale.step);
    return scale;
}

QString chartNumber(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return formatNumber(qint64(value));
    return interfaceLocale().toString(value, 'f', std::abs(value) < 1 ? 2 : 1);
}

QString ValueScale::text(double value) const {
    if (step >= 1 && step == std::floor(step))
        return formatNumber(qint64(std::llround(value)));
    return interfaceLocale().toString(value, 'f', step < 0.1 ? 2 : 1);
}

// A day has no zone; an instant is shown in the zone of the workspace.
static QDateTime momentOf(const QString &label, const QTimeZone &zone) {
    if (label.size() == 10)
        return QDate::fromString(label, Qt::ISODate).startOfDay();
    if (label.size() < 16 || label[4] != QLatin1Char('-'))
        return {};
    const QDateTime moment = QDateTime::fromString(label, Qt::ISODateWithMs);
    return moment.isValid() && moment.timeSpec() != Qt::LocalTime ? moment.toTimeZone(zone) : moment;
}

PointLabels pointLabels(const model::ChartSpec &spec, const QTimeZone &zone) {
    PointLabels labels;
    if (spec.series.empty() || spec.series.front().points.empty())
        return labels;
    const auto &points = spec.series.front().points;
    QVector<QDateTime> moments;
    for (const auto &point : points) {
        const QString label = point.label.empty() ? chartNumber(point.x) : toQString(point.label);
        labels.axis << label;
        const QDateTime moment = momentOf(label, zone);
        if (moment.isValid())
            moments.append(moment);
    }
    labels.full = labels.axis;
    if (moments.size() != qsizetype(points.size()))
        return labels;
    const bool isDays = points.front().label.size() == 10;
    const qint64 span = moments.first().secsTo(moments.last());
    const bool isYears = isDays && span > 86400LL * 366;
    for (qsizetype i = 0; i < moments.size(); ++i) {
        const QDateTime &at = moments[i];
        const QLocale &locale = interfaceLocale();
        const QString day = locale.toString(at.date(), datePattern(QStringLiteral("d MMM")));
        if (isDays || span > 86400LL * 4)
            labels.axis[i] = isYears ? locale.toString(at.date(), QStringLiteral("MMM yyyy")) : day;
        else if (span > 86400LL * 3 / 2)
            labels.axis[i] = QStringLiteral("%1 %2").arg(locale.toString(at.date(), QStringLiteral("ddd")), formatTime(at.time()));
        else
            labels.axis[i] = span < 900 ? locale.toString(at.time(), QStringLiteral("HH:mm:ss")) : formatTime(at.time());
        labels.full[i] = isDays ? QStringLiteral("%1 %2").arg(locale.toString(at.date(), QStringLiteral("ddd")), formatDate(at.date())) : formatMoment(at);
    }
    return labels;
}

// At equal distances. The first and the last stand where that can be; points that share a name, such as those of
// one day, have it where they begin.
QVector<int> shownLabels(const QStringList &labels, const QFontMetrics &metrics, double width) {
    const int count = int(labels.size());
    int widest = 0;
    QVector<int> begins;
    for (int i = 0; i < count; ++i) {
        widest = std::max(widest, metrics.horizontalAdvance(labels[i].left(24)));
        if (i == 0 || labels[i] != labels[i - 1])
            begins.append(i);
    }
    if (begins.size() > 2 && begins.size() < count && begins[1] != begins[2] - begins[1])
        begins.removeFirst(); // a day of which only a part is there
    const int named = int(begins.size()), room = std::clamp(int(width / (widest + 28)), 1, 7);
    if (named <= 1 || room == 1)
        return begins.mid(0, 1);
    int step = (named - 1 + room - 2) / (room - 1);
    for (int longer = step; longer < named && longer <= step * 2; ++longer)
        if ((named - 1) % longer == 0) {
            step = longer;
            break;
        }
    QVector<int> shown;
    for (int i = 0; i < named; i += step)
        shown.append(begins[i]);
    return shown;
}

QVector<int> everyLabel(const QStringList &labels, const QFontMetrics &metrics, double width) {
    int widest = 1;
    for (const QString &label : labels)
        widest = std::max(widest, metrics.horizontalAdvance(label.left(24)) + 8);
    const double each = width / double(std::max<qsizetype>(1, labels.size()));
    const int step = std::max(1, int(std::ceil(widest / std::max(1.0, each))));
    QVector<int> shown;
    for (int i = 0; i < labels.size(); i += step)
        if (shown.isEmpty() || labels[i] != labels[shown.last()]) // a minute of several bars is named once
            shown.append(i);
    return shown;
}

} // namespace audience::ui
