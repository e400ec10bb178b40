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
QString momentWords(Instant at);           // "14:02" today, else "21 Nov, 14:02"; this computer's clock
QString agoWords(Instant at, Instant now); // "20 minutes ago", "yesterday", "Thursday", "3 Oct"

// "18,240 €": whole units from a thousand on, else exact; the sign or the code of the currency.
QString moneyWords(Decimal amount, const std::string &currency);
QString exactMoneyWords(Decimal amount, const std::string &currency);

struct Change {
    QString words; // "+6.1 %", "+0.4 pts"; "" where there is nothing to compare with
    Tone tone = Tone::Neutral;
};
Change changeOf(double now, double before, bool moreIsGood);        // in per cent
Change changeOfShare(double now, double before, bool moreIsGood);   // in points

// "Delivered", "Opened by people"...: the name of a figure.
QString factWord(std::string_view fact);

} // namespace audience::ui
