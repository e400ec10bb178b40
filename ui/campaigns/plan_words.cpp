#include "ui/campaigns/plan_words.h"

#include "model/delivery_plan.h"
#include "qbase/convert.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace audience::ui {

namespace {

QString say(const char *text) { return QCoreApplication::translate("Plan", text); }

// In every language a point is the decimal sign and a comma goes to the next: both stand in one line.
QStringList partsOf(const QString &text) {
    QStringList parts;
    for (const QString &part : text.split(QRegularExpression(QStringLiteral("[,;\\n]")), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            parts.append(part.simplified());
    return parts;
}

} // namespace

QString domainRatesText(const std::map<std::string, double> &rates) {
    QStringList parts;
    for (const auto &[domain, rate] : rates)
        parts.append(QStringLiteral("%1 %2").arg(toQString(domain), QString::number(rate)));
    return parts.join(QStringLiteral(", "));
}

QString readDomainRates(const QString &text, std::map<std::string, double> &rates) {
    model::DeliveryPlan plan;
    for (const QString &part : partsOf(text)) {
        const QStringList words = part.split(QLatin1Char(' '));
        bool isNumber = false;
        const double rate = words.last().toDouble(&isNumber);
        const std::string domain = toUtf8(words.first().toLower());
        plan.domains = {{domain, rate}};
        if (words.size() != 2 || !isNumber || !checkPlan(plan))
            return say(QT_TRANSLATE_NOOP("Plan", "\"%1\" is no domain with a number; write it like gmail.com 10")).arg(part);
    }
    plan.domains.clear();
    for (const QString &part : partsOf(text))
        plan.domains[toUtf8(part.section(QLatin1Char(' '), 0, 0).toLower())] = part.section(QLatin1Char(' '), 1).toDouble();
    if (plan.domains.empty())
        return say(QT_TRANSLATE_NOOP("Plan", "Write a domain and a number, like gmail.com 10"));
    rates = plan.domains;
    return {};
}

QString readDomains(const QString &text, std::vector<std::string> &domains) {
    model::DeliveryPlan plan;
    plan.onlyDomains = domains;
    for (const QString &part : partsOf(text)) {
        std::string domain = toUtf8(part.toLower());
        domain.erase(0, domain.find('@') + 1); // "@example.com" and "ada@example.com" mean it as well; without one nothing goes
        if (std::find(plan.onlyDomains.begin(), plan.onlyDomains.end(), domain) == plan.onlyDomains.end())
            plan.onlyDomains.push_back(domain);
        if (domain.empty() || !checkPlan(plan))
            return say(QT_TRANSLATE_NOOP("Plan", "\"%1\" is no domain; write it like example.com")).arg(part);
    }
    domains = plan.onlyDomains;
    return {};
}

QString warmUpText(const std::vector<std::int64_t> &days) {
    QStringList parts;
    for (const std::int64_t most : days)
        parts.append(QString::number(most));
    return parts.join(QStringLiteral(", "));
}

QString readWarmUp(const QString &text, std::vector<std::int64_t> &days) {
    model::DeliveryPlan plan;
    for (const QString &part : partsOf(text)) {
        bool isNumber = false;
        plan.warmUp.push_back(part.toLongLong(&isNumber));
        if (!isNumber || !checkPlan(plan))
            return say(QT_TRANSLATE_NOOP("Plan", "\"%1\" is no number of emails; write numbers like 50, 100, 200")).arg(part);
    }
    if (plan.warmUp.empty())
        return say(QT_TRANSLATE_NOOP("Plan", "Write numbers of emails, like 50, 100, 200"));
    days = plan.warmUp;
    return {};
}

} // namespace audience::ui
