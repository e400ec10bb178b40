#include "ui/templates/studio/recompiled_words.h"

#include "qbase/convert.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr std::size_t kMostNamed = 3;

struct Said { Q_DECLARE_TR_FUNCTIONS(RecompiledWords) };

} // namespace

QString withLeftTemplates(const QString &said, const service::Recompiled &made) {
    if (made.left.empty())
        return said;
    QStringList names;
    for (std::size_t i = 0; i < std::min(made.left.size(), kMostNamed); ++i)
        names << toQString(made.left[i].name);
    const int more = int(made.left.size() - std::min(made.left.size(), kMostNamed));
    QString words = names.join(QStringLiteral(", "));
    if (more > 0)
        words = Said::tr("%1 and %n more", nullptr, more).arg(words);
    //: %1 is what was done, %2 names of templates, %3 a sentence that says why
    return Said::tr("%1. It would break %2, so nothing changes there: %3").arg(said, words, sentence(made.left.front().error));
}

} // namespace audience::ui
