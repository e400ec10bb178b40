#include "ui/segments/advice_card.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/list_rows.h"

#include <QBoxLayout>

namespace audience::ui {

using service::SegmentAdvice;

namespace {

struct Words {
    const char *icon;
    QString title, note, name; // the name of the segment it becomes
};

QString argument(const SegmentAdvice &advice, const char *name) {
    for (const auto &[key, value] : advice.args)
        if (key == name)
            return toQString(value);
    return {};
}

Words hourWords(const SegmentAdvice &advice) {
    const qint64 openings = argument(advice, "openings").toLongLong(), of = argument(advice, "of").toLongLong();
    return {"clock", AdviceCard::tr("Most of them open at %1").arg(formatTime(QTime(argument(advice, "hour").toInt(), 0))),
            AdviceCard::tr("%1 of %2 openings in 90 days fall into that hour, by the workspace's clock. Start the next email shortly before.").arg(formatNumber(openings), formatNumber(of)),
            AdviceCard::tr("Opens emails")};
}

Words wordsOf(const SegmentAdvice &advice) {
    const QString days = argument(advice, "days");
    if (advice.id == "no_consent")
        return {"user-x", AdviceCard::tr("Never said yes or no to %1").arg(argument(advice, "topic")),
                AdviceCard::tr("They cannot be emailed. Ask for their consent on the site or at the next order."), AdviceCard::tr("To be asked for consent")};
    if (advice.id == "no_address")
        return {"at-sign", AdviceCard::tr("Have no email address"), AdviceCard::tr("Ask for it at the next order, or reach them in another way."), AdviceCard::tr("Without an address")};
    if (advice.id == "not_opening")
        return {"mail", AdviceCard::tr("Got emails and opened none in %1 days").arg(days),
                AdviceCard::tr("A win-back email with another kind of subject; whoever does not open that either gets fewer emails."), AdviceCard::tr("Win back: opens nothing")};
    if (advice.id == "not_clicking")
        return {"mouse-pointer-click", AdviceCard::tr("Open, but clicked nothing in %1 days").arg(days),
                AdviceCard::tr("They read. Try one clear offer and one button instead of many links."), AdviceCard::tr("Reads, does not click")};
    if (advice.id == "not_emailed")
        return {"mail-check", AdviceCard::tr("Can be emailed and got nothing in %1 days").arg(days),
                AdviceCard::tr("Nobody wrote to them lately. A first email tells who is still there."), AdviceCard::tr("Not written to lately")};
    if (advice.id == "bought_once")
        return {"repeat", AdviceCard::tr("Bought exactly once"), AdviceCard::tr("A second-purchase offer, soon after the first."),
                AdviceCard::tr("Second purchase")};
    if (advice.id == "bought_before")
        return {"history", AdviceCard::tr("Bought several times, nothing in %1 days").arg(days),
                AdviceCard::tr("They know the shop. Say that they are missed, and what is new since."), AdviceCard::tr("Win back: buyers")};
    if (advice.id == "never_bought")
        return {"shopping-cart", AdviceCard::tr("Never bought"), AdviceCard::tr("A welcome offer with the best sellers."),
                AdviceCard::tr("First purchase")};
    return hourWords(advice);
}

} // namespace

AdviceCard::AdviceCard(std::shared_ptr<service::Session> session, QWidget *parent) : QObject(parent), m_session(std::move(session)), m_latest(this) {
    m_card = new Card(tr("What could be done"), parent);
    m_rows = new ListRows(QStringLiteral("adviceRows"), tr("What could be done"), m_card);
    m_rows->setWrapping(true);
    m_card->body()->addWidget(m_rows);
    m_card->hide();
    const auto find = [this](const QString &id, auto use) {
        for (const SegmentAdvice &one : m_advice)
            if (toQString(one.id) == id)
                return use(one);
    };
    connect(m_rows, &ListRows::actionWanted, this, [this, find](const QString &id) {
        find(id, [this](const SegmentAdvice &one) { Q_EMIT wanted(one.part, wordsOf(one).name); });
    });
    connect(m_rows, &ListRows::opened, this, [this, find](const QString &id) {
        find(id, [this](const SegmentAdvice &one) { Q_EMIT peopleWanted(one.part, wordsOf(one).title); });
    });
}

void AdviceCard::showRule(const model::SegmentRule &rule) {
    m_isAsking = true;
    m_latest.request([session = m_session, rule](CancelToken cancel) { return service::adviceFor(*session, rule, cancel); },
                     [this, rule](Result<std::vector<SegmentAdvice>> advice) {
                         m_isAsking = false;
                         m_shownRule = rule;
                         show(advice ? *advice : std::vector<SegmentAdvice>());
                     });
}

void AdviceCard::clear() {
    m_latest.drop();
    m_isAsking = false;
    m_card->hide(); // until the next answer
}

void AdviceCard::show(const std::vector<SegmentAdvice> &advice) {
    m_advice = advice;
    QList<ListRowItem> items;
    for (const SegmentAdvice &one : advice) {
        const Words words = wordsOf(one);
        ListRowItem item;
        item.id = toQString(one.id);
        item.iconName = QLatin1String(words.icon);
        item.tone = Tone::Accent;
        item.title = tr("%1: %2").arg(formatNumber(one.people), words.title);
        item.note = words.note;
        item.action = tr("Make a segment");
        items.append(item);
    }
    m_rows->setItems(items);
    m_card->setVisible(!items.isEmpty());
}

} // namespace audience::ui
