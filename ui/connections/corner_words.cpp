#include "ui/connections/corner_words.h"

#include "qbase/convert.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace audience::ui {

using service::CornerFeature;

namespace {
struct CornerWords {
    Q_DECLARE_TR_FUNCTIONS(CornerWords)
};
} // namespace

QString featureTitle(CornerFeature feature) {
    switch (feature) {
    case CornerFeature::OneClick: return CornerWords::tr("Unsubscribing with one click");
    case CornerFeature::Preferences: return CornerWords::tr("A page where people choose their topics");
    case CornerFeature::ViewInBrowser: return CornerWords::tr("Reading an email in the browser");
    case CornerFeature::DoubleOptIn: return CornerWords::tr("Confirming a sign-up by email");
    case CornerFeature::Forms: return CornerWords::tr("Sign-up forms");
    case CornerFeature::Webhooks: return CornerWords::tr("Messages from your shop or your tools");
    case CornerFeature::Images: return CornerWords::tr("Images with an address of their own");
    case CornerFeature::TrackingDomain: return CornerWords::tr("Opens and clicks under your own name");
    }
    return {};
}

QString featureWords(CornerFeature feature) {
    switch (feature) {
    case CornerFeature::OneClick: return CornerWords::tr("Without it: a contact list of Amazon, a web address of yours or a mailbox.");
    case CornerFeature::Preferences: return CornerWords::tr("Without it people can leave, but not choose.");
    case CornerFeature::ViewInBrowser: return CornerWords::tr("Without it emails have no such link.");
    case CornerFeature::DoubleOptIn: return CornerWords::tr("Without it consent comes with your data only.");
    case CornerFeature::Forms: return CornerWords::tr("Without them sign-ups come with your data only.");
    case CornerFeature::Webhooks: return CornerWords::tr("Without them data comes in files and tables only.");
    case CornerFeature::Images: return CornerWords::tr("Without it images must already stand somewhere on the web.");
    case CornerFeature::TrackingDomain: return CornerWords::tr("Without it Amazon counts them under a name of its own.");
    }
    return {};
}

QString checkTitle(const std::string &id) {
    return id == "page"    ? CornerWords::tr("Its pages can be read by everybody")
           : id == "post"  ? CornerWords::tr("A click on unsubscribe is taken")
           : id == "inbox" ? CornerWords::tr("The click arrives in this workspace")
                           : CornerWords::tr("Its storage is closed to everybody else");
}

QString checkWords(const service::CornerCheck &check) {
    return check.isPassed ? CornerWords::tr("Works.") : CornerWords::tr("Does not work: %1. Update the corner; if that does not help, remove it and make it again.").arg(toQString(check.detail));
}

QString entryTitle(const service::CornerSignUp &entry) {
    const QJsonObject said = QJsonDocument::fromJson(QByteArray::fromStdString(entry.body)).object();
    const QString address = said.value(QLatin1String("email")).toString();
    if (entry.kind == "form" && !address.isEmpty())
        return address;
    const QString body = toQString(entry.body).simplified();
    return CornerWords::tr("%1: %2").arg(toQString(entry.subject), body.size() > 60 ? body.left(60) + QChar(0x2026) : body);
}

QStringList countWords(const service::CornerCounts &counts) {
    QStringList words;
    if (counts.unasked > 0)
        words << CornerWords::tr("%Ln sign-ups are about to be asked for a confirmation.", nullptr, int(counts.unasked));
    if (counts.waiting > 0)
        words << CornerWords::tr("%Ln were asked by email to confirm; they have seven days.", nullptr, int(counts.waiting));
    if (counts.confirmed > 0)
        words << CornerWords::tr("%Ln are confirmed and wait for a list of people to join.", nullptr, int(counts.confirmed));
    if (counts.taken > 0)
        words << CornerWords::tr("%Ln are part of your data.", nullptr, int(counts.taken));
    if (counts.aside > 0)
        words << CornerWords::tr("%Ln were kept aside.", nullptr, int(counts.aside));
    if (counts.expired > 0)
        words << CornerWords::tr("%Ln were not confirmed in time and are forgotten.", nullptr, int(counts.expired));
    return words;
}

QString partState(const service::CornerStep &step) {
    const QString status = toQString(step.status);
    if (!step.reason.empty() && status.contains(QLatin1String("FAILED")))
        return CornerWords::tr("Failed: %1").arg(toQString(step.reason));
    if (status.startsWith(QLatin1String("DELETE")))
        return status.endsWith(QLatin1String("COMPLETE")) ? CornerWords::tr("Removed") : CornerWords::tr("Being removed…");
    return status.endsWith(QLatin1String("COMPLETE")) ? CornerWords::tr("Ready") : CornerWords::tr("Being made…");
}

} // namespace audience::ui
