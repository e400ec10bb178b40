#include "ui/connections/amazon_words.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>

#include <algorithm>

namespace audience::ui {

using aws::RecordVerdict;
using aws::StepState;
using Task = AmazonFacts::Task;

namespace {
struct AmazonWords {
    Q_DECLARE_TR_FUNCTIONS(AmazonWords)
};
constexpr qsizetype kLongest = 60; // of a value that is shown as it is
} // namespace

const aws::Step *AmazonFacts::step(std::string_view id) const {
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const aws::Step &one) { return one.id == id; });
    return found == steps.end() ? nullptr : &*found;
}

bool AmazonFacts::isComplete() const {
    for (const char *id : {"configuration_set", "dead_letter_queue", "queue", "topic", "topic_policy", "queue_policy", "subscription", "event_destination"})
        if (const aws::Step *one = step(id); !one || one->state != StepState::Ok)
            return false;
    return true;
}

QString stepTitle(const std::string &id) {
    if (id == "keys")
        return AmazonWords::tr("The keys");
    if (id == "account")
        return AmazonWords::tr("The account may send");
    if (id == "sender")
        return AmazonWords::tr("The sender is known");
    if (id == "configuration_set")
        return AmazonWords::tr("A name under which emails are reported");
    if (id == "dead_letter_queue")
        return AmazonWords::tr("A place for reports that cannot be read");
    if (id == "queue")
        return AmazonWords::tr("This workspace's own queue of reports");
    if (id == "topic")
        return AmazonWords::tr("A topic that passes the reports on");
    if (id == "topic_policy")
        return AmazonWords::tr("Amazon SES may write to the topic");
    if (id == "queue_policy")
        return AmazonWords::tr("The topic may write to the queue");
    if (id == "subscription")
        return AmazonWords::tr("The queue listens to the topic");
    if (id == "event_destination")
        return AmazonWords::tr("Deliveries, bounces, complaints, opens and clicks are reported");
    if (id == "greeting")
        return AmazonWords::tr("The first report arrived");
    return AmazonWords::tr("A test email came back with its reports");
}

Mark stepMark(const aws::Step &step, Task task) {
    switch (step.state) {
    case StepState::Ok: return Mark::Good;
    case StepState::Differs: return Mark::Warning;
    case StepState::Missing: return task == Task::Remove ? Mark::Good : step.id == "sender" ? Mark::Warning : Mark::Note;
    case StepState::Kept: return Mark::Hint;
    case StepState::Failed: return Mark::Bad;
    case StepState::NotTried: break;
    }
    return Mark::Waiting;
}

QString stepWords(const aws::Step &step, Task task) {
    if (step.fault && step.fault->kind == ErrorKind::Cancelled)
        return AmazonWords::tr("Stopped here. What was made stays; setting up goes on from here.");
    if (step.fault)
        return sentence(*step.fault);
    switch (step.state) {
    case StepState::Ok: return step.isWritten ? step.differences.empty() ? AmazonWords::tr("Made now.") : AmazonWords::tr("Was otherwise, and was set right now.") : AmazonWords::tr("As it should be.");
    case StepState::Differs: return AmazonWords::tr("There, but otherwise than it should be. Setting up changes this:");
    case StepState::Missing: return task == Task::Remove ? step.isWritten ? AmazonWords::tr("Removed now.") : AmazonWords::tr("Is not there any more.") : AmazonWords::tr("Not there yet. Setting up makes it.");
    case StepState::Kept: return AmazonWords::tr("Stays as it is.");
    case StepState::NotTried: return task == Task::Check ? AmazonWords::tr("Not looked at, as a step before it failed.") : AmazonWords::tr("Waits for the steps before it.");
    case StepState::Failed: break;
    }
    return {};
}

QStringList stepDetails(const aws::Step &step) {
    QStringList lines;
    if (!step.resource.empty() && step.state != StepState::Ok) // what is well needs no names
        lines << toQString(step.resource);
    for (const aws::StepDifference &one : step.differences) {
        const QString what = toQString(one.what), found = toQString(one.found), wanted = toQString(one.wanted);
        if (found.size() > kLongest || wanted.size() > kLongest)
            lines << (found.isEmpty() ? AmazonWords::tr("%1: without the part that setting up adds").arg(what) : AmazonWords::tr("%1: its part for Audience-Sync is otherwise").arg(what));
        else if (found.isEmpty())
            lines << AmazonWords::tr("%1: nothing, should be %2").arg(what, wanted);
        else if (wanted.isEmpty())
            lines << AmazonWords::tr("%1: %2, should be nothing").arg(what, found);
        else
            lines << AmazonWords::tr("%1: %2, should be %3").arg(what, found, wanted);
    }
    return lines;
}

QString accountIn(const std::string &arn) {
    return toQString(arn).section(QLatin1Char(':'), 4, 4);
}

QString callerIn(const std::string &arn) {
    return toQString(arn).section(QLatin1Char(':'), 5).section(QLatin1Char('/'), 1);
}

Mark recordMark(RecordVerdict verdict) {
    switch (verdict) {
    case RecordVerdict::Good: return Mark::Good;
    case RecordVerdict::Weak: return Mark::Hint;
    case RecordVerdict::Missing: return Mark::Warning;
    case RecordVerdict::Invalid: return Mark::Bad;
    case RecordVerdict::Unknown: break;
    }
    return Mark::Waiting;
}

Mark dkimMark(const aws::SenderReport &sender) {
    return sender.dkimStatus == "SUCCESS" && sender.signs ? Mark::Good : sender.dkimStatus == "FAILED" ? Mark::Bad : Mark::Warning;
}

QString dkimWords(const aws::SenderReport &sender) {
    const std::string &status = sender.dkimStatus;
    if (status == "SUCCESS" && sender.signs)
        return AmazonWords::tr("Amazon signs every email in the name of your domain.");
    if (status == "SUCCESS")
        return AmazonWords::tr("The records are right, but signing is switched off for this sender at Amazon. Switch it on there.");
    if (status == "PENDING")
        return AmazonWords::tr("Amazon does not see the records yet. Set them at your domain; it can take up to 72 hours until they are seen.");
    if (status == "TEMPORARY_FAILURE")
        return AmazonWords::tr("Amazon could not read the records for now and goes on signing. See that they still stand at your domain.");
    if (status == "FAILED")
        return AmazonWords::tr("Amazon did not find the records in time. Set them at your domain, then start the check again at Amazon.");
    return AmazonWords::tr("Emails are not signed, so large mailboxes turn many of them away. Verify the whole domain at Amazon SES.");
}

static QString recordWords(const aws::RecordReport &record, const QString &good) {
    if (!record.finding.empty())
        return sentence(record.finding, {{"name", record.name}});
    return record.verdict == RecordVerdict::Unknown ? AmazonWords::tr("Could not be looked up now.") : good;
}

QString spfWords(const aws::RecordReport &record) {
    return recordWords(record, AmazonWords::tr("Amazon is named as a sender of this domain."));
}

QString dmarcWords(const aws::RecordReport &record) {
    return recordWords(record, AmazonWords::tr("Mailboxes know what to do with emails that only pretend to come from you."));
}

std::vector<aws::DnsRecord> recordsToSet(const aws::SenderReport &sender, bool all) {
    std::vector<aws::DnsRecord> records;
    if (all || sender.dkimStatus != "SUCCESS")
        records = sender.dkimRecords;
    const auto lacks = [](const aws::RecordReport &record) { return record.verdict == RecordVerdict::Missing && !record.name.empty(); };
    if (lacks(sender.spf) && !sender.mailFromDomain.empty())
        records.push_back({sender.spf.name, "TXT", "v=spf1 include:amazonses.com ~all"});
    if (lacks(sender.dmarc))
        records.push_back({sender.dmarc.name, "TXT", "v=DMARC1; p=none"});
    return records;
}

QString enforcementWords(const aws::AccountReport &account) {
    if (!account.isEnabled)
        return AmazonWords::tr("Amazon has switched sending off for this account. Look there for the reason; until then nothing goes out.");
    if (account.enforcement == "PROBATION")
        return AmazonWords::tr("Amazon has this account under review. Too many bounces or complaints would stop it, so send to people who asked for it only.");
    if (account.enforcement == "SHUTDOWN")
        return AmazonWords::tr("Amazon has stopped this account from sending. Its mail to you says why and how to object.");
    return AmazonWords::tr("Amazon has no objection to this account.");
}

Mark enforcementMark(const aws::AccountReport &account) {
    return !account.isEnabled || account.enforcement == "SHUTDOWN" ? Mark::Bad : account.enforcement == "PROBATION" ? Mark::Warning : Mark::Good;
}

bool isOneClick(const model::UnsubscribeWay &way) {
    return way.kind != model::UnsubscribeKind::Mailto;
}

QString leaveWords(const model::UnsubscribeWay &way) {
    switch (way.kind) {
    case model::UnsubscribeKind::SesList: return AmazonWords::tr("One click, through Amazon's contact list %1").arg(toQString(way.value));
    case model::UnsubscribeKind::Url: return AmazonWords::tr("One click, through your own web address");
    case model::UnsubscribeKind::Corner: return AmazonWords::tr("One click, through this workspace's public corner");
    case model::UnsubscribeKind::Mailto: break;
    }
    return AmazonWords::tr("By an email to %1 only. That is not one click, which large mailboxes ask of everybody who sends in bulk").arg(toQString(way.value));
}

} // namespace audience::ui
