// What can be added to the connections, and the sources among them: the page gives their panel a place and follows what it says.
#include "qbase/convert.h"
#include "ui/connections/connection_draft.h"
#include "ui/connections/connections_page.h"
#include "ui/connections/corner_panel.h"
#include "ui/connections/source_panel.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"

#include <QBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::ConnectionView;

static constexpr int kWidestSource = 1200;

void ConnectionsPage::makeSources(QBoxLayout *column) {
    m_source = new SourceLinkPanel(m_session, m_jobs, m_inside);
    m_source->setMaximumWidth(Theme::instance().pixels(kWidestSource));
    m_source->hide();
    column->addWidget(m_source);
    connect(m_source, &SourceLinkPanel::said, this, &Page::said);
    connect(m_source, &SourceLinkPanel::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_source, &SourceLinkPanel::touchedWorkspace, this, &Page::touchedWorkspace);
    connect(m_source, &SourceLinkPanel::bringOver, this, [this](const QString &connection, const QString &schema, const QString &table) {
        Q_EMIT goTo(QStringLiteral("sync"), QStringLiteral("/new\n%1\n%2\n%3").arg(connection, schema, table));
    });
    connect(m_source, &SourceLinkPanel::changed, this, [this] {
        if (!m_isLoaded)
            return;
        if (isSourceOpen() && (m_open != 0 || m_isCornerOpen)) { // it came back by itself
            leave();
            close();
            m_isCornerOpen = false;
            m_inside->show();
            m_state->showContent();
        }
        refresh();
    });
    connect(m_source, &SourceLinkPanel::gone, this, [this] {
        if (m_isLoaded)
            openFirst();
        refresh();
    });
    connect(m_source, &SourceLinkPanel::loaded, this, [this] {
        if (m_isLoaded) {
            openFirst();
            refresh();
        }
    });
}

bool ConnectionsPage::isSourceOpen() const {
    return !m_source->target().isEmpty();
}

void ConnectionsPage::openSources(const QString &target) {
    const QString prefix = QStringLiteral("/source/"), fresh = QStringLiteral("/new-source");
    if (target == m_source->target())
        return;
    leave();
    close();
    m_isCornerOpen = false;
    m_notice->clear();
    m_inside->show();
    m_state->showContent();
    if (target.startsWith(prefix))
        m_source->openSource(target.mid(prefix.size()));
    else
        m_source->openNew(target.mid(fresh.size() + 1));
    refresh();
}

QList<PaletteEntry> ConnectionsPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("Add Amazon SES"), tr("command"), key(), QStringLiteral("new")},
                                {tr("Add a mail server (SMTP)"), tr("command"), key(), QStringLiteral("new-mail")},
                                {tr("Add a queue of events"), tr("command"), key(), QStringLiteral("new-queue")},
                                {tr("Connect a database, files or a web service"), tr("command"), key(), QStringLiteral("/new-source")},
                                {tr("Public corner"), tr("command"), key(), QStringLiteral("/corner")}};
    for (const ConnectionView &one : m_all)
        entries.append({toQString(one.name), tr("connection"), key(), toQString(one.name)});
    for (const SideItem &one : m_source->items())
        entries.append({one.name, tr("connection"), key(), one.target, {}, one.iconName});
    return entries;
}

// Amazon's events have one queue; setting up makes it.
void ConnectionsPage::askWhatToAdd(QWidget *under) {
    const QString sending = tr("To send emails");
    QList<PickerItem> kinds{{QStringLiteral("ses"), tr("Amazon SES"), tr("reports opens, clicks, bounces"), QStringLiteral("cloud"), sending},
                            {QStringLiteral("smtp"), tr("Mail server (SMTP)"), tr("reports nothing back"), QStringLiteral("mail"), sending}};
    const auto is = [this](auto wanted) { return std::any_of(m_all.begin(), m_all.end(), wanted); };
    if (is([](const ConnectionView &one) { return one.ses.has_value(); }) && !is([](const ConnectionView &one) { return one.sqs.has_value(); }))
        kinds.append({QStringLiteral("sqs"), tr("Queue of Amazon's events"), tr("for a queue of your own"), QStringLiteral("inbox"), sending});
    kinds.append({QStringLiteral("source"), tr("A database, files or a web service"), {}, QStringLiteral("database"), tr("Where your data is")});
    Picker::pickOne(under, kinds, {}, [this](const QStringList &kind) {
        if (kind.first() == QLatin1String("source"))
            openSources(QStringLiteral("/new-source"));
        else
            startNew(toUtf8(kind.first()));
    });
}

void ConnectionsPage::openFirst() {
    if (!m_source->isLoaded())
        return; // it says when
    if (const QString wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
        open(wanted);
    if (m_open != 0 || m_isCornerOpen || isSourceOpen())
        return;
    if (!m_all.empty())
        show(m_all.front(), m_all.front().id.value);
    else if (!m_unsaved.empty())
        show(freshConnection(m_unsaved.begin()->second.kind), m_unsaved.begin()->first);
    else if (!m_source->firstSource().isEmpty())
        openSources(QStringLiteral("/source/") + m_source->firstSource());
}

} // namespace audience::ui
