#include "ui/segments/breakdown_words.h"

#include "qbase/convert.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/widgets.h"
#include "ui/segments/rule_names.h"
#include "ui/segments/trait_finder.h"

#include <QCoreApplication>

namespace audience::ui {

using service::BreakdownRow;
using service::SegmentBreakdown;

namespace {

struct Said {
    Q_DECLARE_TR_FUNCTIONS(BreakdownWords)
};

bool isTime(const std::string &type) { return type == "date" || type == "instant"; }

QString edge(const SegmentBreakdown &breakdown, const std::string &value) {
    if (isTime(breakdown.type))
        return formatDate(QDate::fromString(toQString(value), Qt::ISODate));
    const QString text = toQString(value);
    const auto point = text.indexOf(QLatin1Char('.'));
    return interfaceLocale().toString(text.toDouble(), 'f', point < 0 ? 0 : int(text.size() - point - 1));
}

// A step of time that is a whole month, quarter or year is called so.
QString timeWords(const SegmentBreakdown &breakdown, const BreakdownRow &row) {
    const QDate from = QDate::fromString(toQString(row.from), Qt::ISODate), to = QDate::fromString(toQString(row.to), Qt::ISODate);
    const QLocale &locale = interfaceLocale();
    if (from.day() == 1 && from.addMonths(1) == to)
        return locale.toString(from, datePattern(QStringLiteral("MMM yyyy")));
    if (from.day() == 1 && from.month() == 1 && from.addYears(1) == to)
        return QString::number(from.year());
    if (from.day() == 1 && from.month() == 1 && to.month() == 1 && to.day() == 1)
        return Said::tr("%1 to %2").arg(QString::number(from.year()), QString::number(to.year() - 1));
    if (from.day() == 1 && from.addMonths(3) == to)
        return Said::tr("Quarter %1, %2").arg((from.month() + 2) / 3).arg(from.year());
    if (from.addDays(1) == to)
        return edge(breakdown, row.from);
    return Said::tr("%1 to %2").arg(edge(breakdown, row.from), formatDate(to.addDays(-1)));
}

QString daysWords(const BreakdownRow &row) {
    const int from = toQString(row.from).toInt(), to = toQString(row.to).toInt();
    if (row.to.empty())
        return Said::tr("more than %Ln days ago", nullptr, from);
    if (from == 0)
        return Said::tr("in the last %Ln days", nullptr, to);
    return Said::tr("%1 to %Ln days ago", nullptr, to).arg(formatNumber(from + 1));
}

QString rangeWords(const SegmentBreakdown &breakdown, const BreakdownRow &row) {
    if (breakdown.type == "days")
        return daysWords(row);
    if (isTime(breakdown.type) && row.from.empty())
        return Said::tr("before %1").arg(edge(breakdown, row.to));
    if (isTime(breakdown.type) && row.to.empty())
        return Said::tr("from %1 on").arg(edge(breakdown, row.from));
    if (isTime(breakdown.type))
        return timeWords(breakdown, row);
    if (row.from.empty())
        return Said::tr("under %1").arg(edge(breakdown, row.to));
    if (row.to.empty())
        return Said::tr("%1 or more").arg(edge(breakdown, row.from));
    // Of whole numbers the last one that is in it; of others where it ends.
    if (breakdown.type == "int64") {
        const qint64 from = toQString(row.from).toLongLong(), last = toQString(row.to).toLongLong() - 1;
        return from == last ? formatNumber(from) : Said::tr("%1 to %2").arg(formatNumber(from), formatNumber(last));
    }
    return Said::tr("%1 to under %2").arg(edge(breakdown, row.from), edge(breakdown, row.to));
}

} // namespace

QString breakdownFieldWords(const std::string &field) {
    if (field == "purchase:last")
        return Said::tr("Days since the last purchase");
    if (field == "purchase:count")
        return Said::tr("Purchases");
    if (field == "purchase:spent")
        return Said::tr("Spent in total");
    if (field == "purchase:each")
        return Said::tr("Spent per purchase");
    if (field == "email:opened")
        return Said::tr("Emails opened in 90 days");
    if (field == "email:clicked")
        return Said::tr("Emails clicked in 90 days");
    const QString name = fieldName(field);
    return name.left(1).toUpper() + name.mid(1);
}

QString breakdownRowWords(const SegmentBreakdown &breakdown, const BreakdownRow &row) {
    switch (row.kind) {
    case BreakdownRow::Kind::Nothing:
        return breakdown.field.rfind("purchase:", 0) == 0 ? breakdown.field == "purchase:each" ? Said::tr("nothing with a value") : Said::tr("never bought")
               : breakdown.field.rfind("email:", 0) == 0  ? Said::tr("got no email")
                                                          : Said::tr("no value");
    case BreakdownRow::Kind::Rest:
        return Said::tr("%n more values", nullptr, int(row.values));
    case BreakdownRow::Kind::Range:
        return rangeWords(breakdown, row);
    case BreakdownRow::Kind::Value:
        break;
    }
    if (breakdown.type == "bool")
        return row.from == "true" ? Said::tr("yes") : Said::tr("no");
    if (breakdown.field.rfind("email:", 0) == 0 && row.from == "0")
        return Said::tr("none");
    if (breakdown.type == "int64")
        return formatNumber(toQString(row.from).toLongLong());
    return row.from == "*" ? Said::tr("some value") : toQString(row.from).left(200).simplified();
}

QVector<PairRow> breakdownRows(const SegmentBreakdown &breakdown) {
    QVector<PairRow> rows;
    for (const BreakdownRow &one : breakdown.rows) {
        PairRow row;
        row.name = breakdownRowWords(breakdown, one);
        row.insidePeople = one.inside;
        row.outsidePeople = one.outside;
        row.inside = breakdown.inside > 0 ? double(one.inside) / double(breakdown.inside) : 0;
        row.outside = breakdown.outside > 0 ? double(one.outside) / double(breakdown.outside) : 0;
        if (one.inside > 0 && breakdown.outside > 0)
            row.figure = timesAsMany(row.inside, row.outside);
        row.isQuiet = one.kind == BreakdownRow::Kind::Nothing;
        rows.append(row);
    }
    return rows;
}

} // namespace audience::ui
