// Real data that may lie beside a checkout. A test that wants it says
//     AUDIENCE_NEED_SHARED("data/csv_cases");
// and is skipped with a message where it is absent; nothing else may look for it.
#pragma once

#include <QDir>
#include <QString>
#include <QTest>

namespace audience::test {

inline QString sharedPath(const QString &relative) {
    const QString root = qEnvironmentVariable("AUDIENCE_SHARED", QStringLiteral(AUDIENCE_SOURCE_DIR "/../shared"));
    return QDir::cleanPath(root + QLatin1Char('/') + relative);
}

} // namespace audience::test

#define AUDIENCE_NEED_SHARED(relative)                                                             \
    do {                                                                                           \
        if (!QFileInfo::exists(audience::test::sharedPath(QStringLiteral(relative))))              \
            QSKIP("the shared data set " relative " is not beside this checkout");                 \
    } while (false)
