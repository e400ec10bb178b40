// What the workbench offers beside its pages: the workspace menu, commands, search, drops.
#include "app/gui/workbench.h"

#include "qbase/convert.h"
#include "service/draft_service.h"
#include "service/session.h"
#include "ui/import/import_view.h"
#include "ui/kit/actions.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/in_order.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QUrl>

#include <algorithm>

namespace audience::gui {

using service::SearchHits;
using service::SearchService;
using ui::PaletteEntry;

void Workbench::bindCommands() {
    ui::Commands &commands = ui::Commands::instance();
    const QString make = tr("Make");
    const auto bind = [&](const char *id, const QString &title, const QString &page, const QString &target) {
        commands.declare({QLatin1String(id), title, make, {}});
        ui::bindCommand(m_window.get(), QLatin1String(id), [this, page, target] { m_window->showPage(page, target); });
    };
    bind("make.segment", tr("New segment"), QStringLiteral("segments"), QStringLiteral("new"));
    bind("make.template", tr("New template"), QStringLiteral("templates"), QStringLiteral("new"));
    bind("make.campaign", tr("New campaign"), QStringLiteral("campaigns"), QStringLiteral("new"));
    bind("make.import", tr("Import a file"), QStringLiteral("data"), QStringLiteral("import"));
    bind("make.connection", tr("Add Amazon SES"), QStringLiteral("connections"), QStringLiteral("new"));
    const QString path = toQString(m_session->workspace().path());
    const QString kinds = tr("Workspaces (*.audience)"), suffix = QStringLiteral("audience");
    ui::bindCommand(m_window.get(), QStringLiteral("file.new"), [this, kinds, suffix] {
        ui::askWhereToSave(m_window.get(), {tr("Where to keep the workspace"), kinds, tr("my shop.audience"), suffix}, [this](const QString &file) { Q_EMIT createWanted(file); });
    });
    ui::bindCommand(m_window.get(), QStringLiteral("file.open"), [this, kinds] {
        ui::askForFile(m_window.get(), {tr("Open a workspace"), kinds}, [this](const QString &file) { Q_EMIT openWanted(file); });
    });
    ui::bindCommand(m_window.get(), QStringLiteral("file.folder"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    ui::bindCommand(m_window.get(), QStringLiteral("file.copy"), [this, path, kinds, suffix] {
        const QFileInfo info(path);
        const QString proposal = tr("%1/Copy of %2").arg(info.absolutePath(), info.fileName());
        ui::askWhereToSave(m_window.get(), {tr("Where to keep the copy"), kinds, proposal, suffix}, [this](const QString &file) { saveCopy(file); });
    });
}

void Workbench::saveCopy(const QString &path) {
    m_jobs->start(tr("Saving a copy"), this, [session = m_session, path = toUtf8(path)](Progress *, CancelToken cancel) { return service::WorkspaceService(*session).backup(path, cancel); }, [this, path](Result<void> done) {
        if (done)
            m_window->toast(tr("Saved as %1").arg(QFileInfo(path).fileName()));
        else if (done.error().kind != ErrorKind::Cancelled)
            m_window->toast(ui::sentence(done.error()));
    });
}

void Workbench::fillWorkspaceMenu(QMenu *menu) {
    const QString own = QFileInfo(toQString(m_session->workspace().path())).absoluteFilePath();
    for (const QString &file : recentFiles()) {
        QAction *action = menu->addAction(menu->fontMetrics().elidedText(ui::inOrder(QFileInfo(file).completeBaseName()), Qt::ElideMiddle, 260));
        action->setToolTip(file);
        action->setCheckable(true);
        action->setChecked(QFileInfo(file) == QFileInfo(own));
        connect(action, &QAction::triggered, this, [this, file] { Q_EMIT openWanted(file); });
    }
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    for (QAction *action : m_window->actions()) {
        const QString id = ui::commandOf(action);
        if (id.startsWith(QLatin1String("file.")) || id == QLatin1String("window.rail"))
            menu->addAction(action);
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Close this workspace")), &QAction::triggered, this, &Workbench::welcomeWanted);
}

void Workbench::installFinder() {
    m_window->setFinder([this](const QString &text, const ui::CommandPalette::Found &found) {
        m_search.request([session = m_session, text = toUtf8(text)](CancelToken cancel) { return SearchService(*session).find(text, {}, cancel); }, [this, found](Result<SearchHits> hits) {
            QList<PaletteEntry> entries;
            if (!hits)
                return found(entries); // before any people were imported there is nobody to find
            const QString data = QStringLiteral("data");
            // First the table, then what is wanted of it.
            const auto add = [&](const QString &text, const QString &hint, const std::string &dataset, const QString &target, const char *iconName) {
                entries.append({text, hint, data, target, {}, QLatin1String(iconName), [this, data, dataset = toQString(dataset), target] {
                                    m_window->showPage(data, dataset);
                                    m_window->showPage(data, target);
                                }});
            };
            for (const auto &person : hits->people)
                add(person.also.empty() ? toQString(person.found) : tr("%1, %2").arg(toQString(person.found), toQString(person.also)), tr("person"), hits->peopleDataset,
                    QStringLiteral("person:") + toQString(person.key), "user");
            for (const auto &column : hits->columns)
                add(tr("%1 in %2").arg(toQString(column.column), toQString(column.dataset)), tr("column"), column.dataset, QStringLiteral("column:") + toQString(column.column), "columns-3");
            found(entries);
        });
    });
}

ui::DropOffer Workbench::dropOffer(const QStringList &paths) {
    const QFileInfo file(paths.first());
    const QString suffix = file.suffix().toLower();
    if (suffix == QLatin1String("audience"))
        return {tr("Open the workspace %1").arg(file.completeBaseName()), [this, path = paths.first()] { Q_EMIT openWanted(path); }};
    static const QStringList kPictures{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("gif"), QStringLiteral("webp")};
    const bool arePictures = std::all_of(paths.begin(), paths.end(), [](const QString &path) { return kPictures.contains(QFileInfo(path).suffix().toLower()); });
    if (arePictures && !m_session->workspace().isReadOnly()) {
        if (const ui::Page *page = m_window->currentPage(); page && page->key() == QLatin1String("templates"))
            return {}; // an email or the library, whichever they are dropped on
        return {tr("Keep %n pictures for your emails", nullptr, int(paths.size())),
                [this, paths] { m_window->showPage(QStringLiteral("templates"), QStringLiteral("pictures:") + paths.join(QLatin1Char('\n'))); }};
    }
    if (file.isDir() || !ui::ImportView::takes(paths.first()))
        return {tr("%1 is no table that can be imported. Drop a CSV, Excel or JSON Lines file, or a workspace to open it.").arg(file.fileName()), {}};
    if (paths.size() > 1)
        return {tr("Drop one file at a time; each is looked at before anything is kept."), {}};
    if (m_session->workspace().isReadOnly())
        return {tr("This workspace is read-only, so nothing can be imported into it."), {}};
    return {tr("Look at %1 and import it. Nothing is kept before you say so.").arg(file.fileName()),
            [this, path = paths.first()] { m_window->showPage(QStringLiteral("data"), QStringLiteral("import:") + path); }};
}

void Workbench::sayWhatWasLeft() {
    ui::inBackground(this, [session = m_session] { return service::DraftService(*session).list(); }, [this](Result<service::DraftList> list) {
        if (!list)
            return; // the page of the draft says what is wrong with it
        if (!list->drafts.empty())
            m_window->toast(tr("%n things you wrote and did not save are still here.", nullptr, int(list->drafts.size())));
    });
}

} // namespace audience::gui
