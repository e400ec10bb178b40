#include "ui/import/imports_section.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace audience::ui {

using service::ImportEntry;
using service::ImportHistory;

static constexpr int kMost = 500, kMostSeen = 16; // more of them scroll

ImportsSection::ImportsSection(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : SettingsSection(parent), m_session(std::move(session)), m_jobs(jobs), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("importsNotice"), this);
    layout->addWidget(m_notice);
    QFrame *card = makeCard({}, this);
    auto *rows = static_cast<QVBoxLayout *>(card->layout());
    rows->setSpacing(space::kMedium);
    rows->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    auto *head = makeRow(space::kPage);
    m_about = makeLabel({}, "secondary", card);
    m_about->setObjectName(QStringLiteral("importsAbout"));
    m_about->setWordWrap(true);
    m_back = makeButton(QStringLiteral("importsTakeBack"), tr("Take back the last import"), "", "undo-2", card);
    connect(m_back, &QPushButton::clicked, this, &ImportsSection::takeBack);
    head->addWidget(m_about, 1);
    head->addWidget(m_back);
    rows->addLayout(head);
    m_model = new TableModel(this);
    m_table = new TableView(QStringLiteral("importsTable"), tr("Imports"), card);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_model);
    rows->addWidget(m_table, 1);
    layout->addWidget(card);
    layout->addStretch(1);
}

void ImportsSection::opened() {
    m_busy = 1;
    m_latest.request([session = m_session](CancelToken) { return ImportHistory(*session).list(kMost); }, [this](Result<std::vector<ImportEntry>> entries) {
        m_busy = 0;
        if (!entries)
            return sayUnread(m_notice, sentence(entries.error()));
        show(*entries);
        noteRead();
    });
}

void ImportsSection::show(const std::vector<ImportEntry> &entries) {
    const ZoneScope here(this);
    m_shown = entries;
    QVector<TableColumn> columns(5);
    columns[0].title = tr("When");
    columns[1].title = tr("File");
    columns[2].title = tr("Into");
    columns[3].title = tr("Rows kept");
    columns[4].title = tr("Left out");
    columns[3].number = columns[4].number = true;
    TableRows rows;
    for (const ImportEntry &one : entries)
        rows.append({formatMoment(zoned(one.at)), toQString(one.file), toQString(one.dataset), formatNumber(one.kept), formatNumber(one.rejected)});
    m_model->setRows(columns, rows);
    m_table->fitColumns(300);
    const qsizetype seen = qMin<qsizetype>(rows.size(), kMostSeen);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + int(seen) * Theme::instance().rowHeight() + 4);
    m_table->setVisible(!entries.empty());
    const bool canUndo = !entries.empty() && entries.front().canUndo;
    m_back->setVisible(canUndo);
    m_about->setText(entries.empty() ? tr("Nothing was imported yet.")
                     : canUndo       ? tr("The last import can be taken back: the workspace is then as it was before it.")
                                     : tr("The last import cannot be taken back: it was already, or something was changed since."));
}

void ImportsSection::takeBack() {
    if (m_shown.empty() || m_busy != 0)
        return;
    m_busy = 1;
    m_notice->clear();
    m_back->setEnabled(false);
    const ImportEntry last = m_shown.front();
    m_jobs->start(
        tr("Taking back the import of %1").arg(toQString(last.dataset)), this,
        [session = m_session, run = last.run](Progress *, CancelToken) { return ImportHistory(*session).takeBack(run); },
        [this](Result<std::string> dataset) {
            m_busy = 0;
            m_back->setEnabled(true);
            if (dataset)
                m_notice->say(Tone::Good, tr("The import of %1 was taken back; the workspace is as it was before.").arg(toQString(*dataset)), {});
            else
                m_notice->say(Tone::Bad, sentence(dataset.error()), {});
            opened();
            Q_EMIT touchedWorkspace();
        });
}

} // namespace audience::ui
