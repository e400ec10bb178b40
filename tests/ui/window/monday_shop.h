// The files of a small shop on a Monday: its customers, and the purchases that its till exported. Made by
// rule: 60 people in Germany bought three times in the last 90 days, and 12 of them cannot be emailed.
#pragma once

#include <QString>

namespace audience::test {

struct MondayShop {
    static constexpr int kPeople = 840, kPurchases = 2'400, kLoyal = 60, kCannotBeEmailed = 12;
};

// False when a file could not be written.
bool writeCustomers(const QString &path);
bool writePurchases(const QString &path);

} // namespace audience::test
