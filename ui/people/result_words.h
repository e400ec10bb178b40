// Figures of results in words: money, how it changed, days and moments. For every page that shows what
// came of emails.
#pragma once

#include "service/period_report.h"
#include "ui/kit/widgets.h"

#include <QDate>
#include <QString>

namespace audience::ui {

QDate toQDate(CivilDate day);
CivilDate toCivilDate(const QDate &day);
QString dayWords(CivilDate day);           // "23 Oct"
QString periodWords(service::Period period); // "23 Oct – 21 Nov"; with the year where it is another
QString momentWords(Instant at);           // "14:02" today, else "21 Nov, 14:02"; the workspace's clock
QString exactMomentWords(Instant at);      // the same with the seconds; "": never
QString agoWords(Instant at, Instant now); // "20 minutes ago", "yesterday", "Thursday", "3 Oct"

// "18,240 €": whole units from a thousand on, else two decimals, and nothing is "0 €" everywhere; the sign or the code of the currency.
QString moneyWords(Decimal amount, const std::string &currency);
// The same number of decimals for all amounts of one column.
QString moneyWords(Decimal amount, const std::string &currency, int digits);
int moneyDigits(const std::vector<Decimal> &amounts);
QString exactMoneyWords(Decimal amount, const std::string &currency);

struct Change {
    QString words; // "+6.1 %", "+0.4 pts"; "" where there is nothing to compare with
    Tone tone = Tone::Neutral;
};
Change changeOf(double now, double before, bool moreIsGood);        // in per cent
Change changeOfShare(const service::Share &now, const service::Share &before, bool moreIsGood); // in points

// "6.4 %"; "–" where nothing was sent that it could be a part of.
QString shareWords(const service::Share &share, int digits = 1);
QString shareWords(const QString &share, int digits = 1); // as remarks carry it: "0.064"

// Whether there is anything in the days before to compare with.
bool hasBefore(const service::PeriodReport &report);

// "Delivered", "Opened by people"...: the name of a figure.
QString factWord(std::string_view fact);

} // namespace audience::ui
