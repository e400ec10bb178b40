#include "ui/people/report_menu.h"

#include "qbase/convert.h"
#include "service/output_file.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/zoned.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>

namespace audience::ui {

ReportMenu::ReportMenu(std::shared_ptr<service::Session> session, QPushButton *button, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_button(button) {}

void ReportMenu::open(const QString &name, Make make) {
    auto *menu = new QMenu(m_button);
    menu->setObjectName(m_button->objectName() + QStringLiteral("Menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy a summary")), &QAction::triggered, this, [this, make] { copy(make); });
    const std::pair<Kind, QString> kinds[] = {{Kind::Pdf, tr("Save as PDF…")}, {Kind::Page, tr("Save as a web page…")}, {Kind::Table, tr("Save as a table…")}};
    for (const auto &[kind, words] : kinds)
        connect(menu->addAction(words), &QAction::triggered, this, [this, kind = kind, name, make] { ask(kind, name, make); });
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height() + 4)));
}

void ReportMenu::copy(const Make &make) {
    inBackground(this, [make, zone = zoneAround(m_button)] {
        const ZoneScope here(zone);
        return make({});
    }, [this](Result<ReportText> report) {
        if (!report)
            return Q_EMIT failed(report.error());
        QApplication::clipboard()->setText(summaryOf(report->page));
        Q_EMIT said(tr("The summary can be pasted now"));
    });
}

void ReportMenu::ask(Kind kind, const QString &name, const Make &make) {
    const QString ending = kind == Kind::Pdf ? QStringLiteral("pdf") : kind == Kind::Page ? QStringLiteral("html") : QStringLiteral("csv");
    const QString kinds = kind == Kind::Pdf ? tr("PDF files (*.pdf)") : kind == Kind::Page ? tr("Web pages (*.html)") : tr("CSV files (*.csv)");
    const FileQuestion question{tr("Save the report"), kinds, fileNameFrom(name, QLatin1Char('.') + ending), ending, QStringLiteral("reportDialog")};
    askWhereToSave(m_button, question, [this, kind, make](const QString &path) {
        Jobs::around(m_button)->start(
            tr("Saving the report %1").arg(QFileInfo(path).fileName()), this,
            [session = m_session, kind, make, path, zone = zoneAround(m_button)](Progress *, const CancelToken &cancel) {
                const ZoneScope here(zone);
                return write(*session, kind, make, path, cancel);
            },
            [this, path](Result<void> written) {
                if (!written && written.error().kind == ErrorKind::Cancelled)
                    return; // who stopped it knows
                if (!written)
                    return Q_EMIT failed(written.error());
                Q_EMIT said(tr("The report is in %1").arg(path));
                Q_EMIT saved(path);
            });
    });
}

Result<void> ReportMenu::write(service::Session &session, Kind kind, const Make &make, const QString &path, const CancelToken &cancel) {
    TRY_ASSIGN(const ReportText report, make(cancel));
    TRY(cancel.check());
    if (kind == Kind::Page)
        return service::writePage(session, toUtf8(path), report.page);
    if (kind == Kind::Table)
        return service::writeRows(session, toUtf8(path), report.rows);
    TRY(service::checkOutput(session, toUtf8(path)));
    if (!writePdf(report.page, path))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
    return {};
}

} // namespace audience::ui
