// Parts of a delivery plan as one line of text and back: "gmail.com 10, outlook.com 5"; "50, 100, 200".
// What is read is taken only when all of it is right; else the answer says what is not.
#pragma once

#include <QString>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace audience::ui {

QString domainRatesText(const std::map<std::string, double> &rates);
QString readDomainRates(const QString &text, std::map<std::string, double> &rates);
// Adds what is new of a line of domains; what is wrong with it, or nothing.
QString readDomains(const QString &text, std::vector<std::string> &domains);
QString warmUpText(const std::vector<std::int64_t> &days);
QString readWarmUp(const QString &text, std::vector<std::int64_t> &days);

} // namespace audience::ui
