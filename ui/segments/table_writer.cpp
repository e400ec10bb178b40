#include "ui/segments/table_writer.h"

#include "model/source_kinds.h"
#include "qbase/convert.h"
#include "service/segment_materialise.h"
#include "service/session.h"
#include "service/source_service.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/sources/engine_words.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

// "Lapsed in spring" -> "lapsed_in_spring": a name that no database needs quoted.
QString tableNameOf(const QString &name) {
    QString table = name.toLower();
    table.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("_"));
    while (table.startsWith(QLatin1Char('_')))
        table.remove(0, 1);
    table = table.left(50);
    while (table.endsWith(QLatin1Char('_')))
        table.chop(1);
    return table.isEmpty() || table[0].isDigit() ? QStringLiteral("segment") + (table.isEmpty() ? QString() : QLatin1Char('_') + table) : table;
}

} // namespace

TableWriter::TableWriter(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)), m_sources(this) {
    setObjectName(QStringLiteral("tableWriter"));
    setRole(this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    layout->setSpacing(space::kMedium);
    m_title = makeLabel(tr("Write these people as a table"), "strong", this);
    layout->addWidget(m_title);
    m_notice = new Notice(QStringLiteral("tableWriterNotice"), this);
    layout->addWidget(m_notice);
    m_grid = new FormGrid(this);
    m_where = makeButton(QStringLiteral("writeWhere"), {}, "field", nullptr, m_grid);
    m_grid->addRow(tr("Into"), m_where);
    m_table = new QLineEdit(m_grid);
    m_table->setObjectName(QStringLiteral("writeTable"));
    m_table->setMaxLength(200);
    m_table->setPlaceholderText(tr("marketing.lapsed"));
    m_grid->addRow(tr("Table"), m_table, tr("Schema, a point, and its name. One that was written from here is replaced at once; no other is."));
    m_columns = makeButton(QStringLiteral("writeColumns"), {}, "field", nullptr, m_grid);
    m_grid->addRow(tr("Columns"), m_columns);
    layout->addWidget(m_grid);
    auto *foot = makeRow();
    m_write = makeButton(QStringLiteral("writeStart"), tr("Write the table"), "primary", "database", this);
    m_close = makeButton(QStringLiteral("writeClose"), tr("Cancel"), "", nullptr, this);
    foot->addWidget(m_write);
    foot->addWidget(m_close);
    static_cast<QHBoxLayout *>(foot)->addStretch(1);
    layout->addLayout(foot);
    connect(m_where, &QPushButton::clicked, this, &TableWriter::pickConnection);
    connect(m_columns, &QPushButton::clicked, this, &TableWriter::pickColumns);
    connect(m_write, &QPushButton::clicked, this, &TableWriter::write);
    connect(m_table, &QLineEdit::returnPressed, this, &TableWriter::write);
    connect(m_table, &QLineEdit::textChanged, this, [this] {
        m_grid->setFault(m_table, {});
        refresh();
    });
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
        else
            leave();
    });
    hide();
}

void TableWriter::open(const model::SegmentRule &rule, const QString &name, const std::string &connection, const service::RuleVocabulary &words) {
    if (m_job) // it is at work; what it says comes here
        return show();
    m_rule = rule;
    m_words = words;
    m_chosen.clear();
    m_isFixed = !connection.empty();
    m_connection = connection;
    m_notice->clear();
    m_grid->setFault(m_table, {});
    m_table->setText(tableNameOf(name));
    m_isReading = true;
    m_sources.request([session = m_session](CancelToken) -> Result<QStringList> {
        TRY_ASSIGN(const auto all, service::SourceService(*session).list());
        QStringList names;
        for (const model::SourceConnection &one : all)
            if (const model::SourceKind *kind = model::findSourceKind(one.kind); kind && (kind->family == "postgresql" || kind->family == "mysql"))
                names << toQString(one.name);
        return names;
    }, [this](Result<QStringList> names) {
        m_isReading = false;
        m_connections = names ? *names : QStringList();
        if (!m_isFixed)
            m_connection = m_connections.isEmpty() ? std::string() : toUtf8(m_connections.first());
        if (m_connection.empty())
            m_notice->say(Tone::Warning, tr("No database is connected"), tr("Connect a PostgreSQL, Redshift, MySQL or MariaDB database on the page Connections first."));
        refresh();
    });
    refresh();
    show();
    m_table->setFocus();
    m_table->selectAll();
}

bool TableWriter::isSettled() const { return !m_isReading && !m_job; }

void TableWriter::leave() {
    m_sources.drop();
    m_isReading = false;
    hide();
}

void TableWriter::refresh() {
    m_where->setText(m_connection.empty() ? tr("Choose") : toQString(m_connection));
    m_where->setAccessibleName(tr("Into: %1").arg(m_where->text()));
    m_where->setEnabled(!m_isFixed && !m_job && m_connections.size() > 1);
    m_where->setToolTip(m_isFixed ? tr("They stay in this database, so their table is written there; nothing goes over the line") : QString());
    QStringList names;
    for (const QString &one : std::as_const(m_chosen))
        names << plainName(toUtf8(one));
    m_columns->setText(names.isEmpty() ? tr("Only what names a person") : tr("What names a person, %1").arg(names.join(QStringLiteral(", "))));
    m_columns->setAccessibleName(tr("Columns: %1").arg(m_columns->text()));
    for (QWidget *part : std::initializer_list<QWidget *>{m_table, m_columns})
        part->setEnabled(!m_job);
    m_write->setEnabled(!m_job && !m_connection.empty() && !m_table->text().trimmed().isEmpty());
    m_close->setText(m_job ? tr("Stop") : tr("Cancel"));
}

void TableWriter::pickConnection() {
    QList<PickerItem> items;
    for (const QString &name : std::as_const(m_connections))
        items.append({name, name, {}, QStringLiteral("database")});
    Picker::pickOne(m_where, items, toQString(m_connection), [this](const QStringList &ids) {
        m_connection = toUtf8(ids.first());
        refresh();
    });
}

void TableWriter::pickColumns() {
    QList<PickerItem> items;
    for (const service::FieldView &field : m_words.attributes)
        items.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
    if (!m_isFixed) // computed values are worked out here
        for (const service::FieldView &field : m_words.traits)
            items.append({toQString(field.name), plainName(field.name), typeWord(field.type), {}});
    Picker::pickMany(m_columns, items, m_chosen, [this](const QStringList &ids) {
        m_chosen = ids;
        refresh();
    });
}

void TableWriter::write() {
    if (!m_write->isEnabled())
        return;
    m_notice->clear();
    std::vector<std::string> columns;
    for (const QString &name : std::as_const(m_chosen))
        columns.push_back(toUtf8(name));
    m_job = Jobs::around(this)->start(
        tr("Writing the table %1").arg(m_table->text().trimmed()), this,
        [session = m_session, rule = m_rule, columns, connection = m_connection, table = toUtf8(m_table->text().trimmed())](Progress *progress, const CancelToken &cancel) {
            return service::materialiseSegment(*session, rule, columns, connection, table, progress, cancel);
        },
        [this](const Result<service::Materialised> &done) {
            m_job.clear();
            refresh();
            if (!done) {
                if (done.error().kind != ErrorKind::Cancelled)
                    m_notice->say(Tone::Bad, tr("Nothing was written"), remoteSentence(done.error()));
                return;
            }
            const QString where = tr("%1 in %2").arg(toQString(done->table), toQString(done->connection));
            leave();
            Q_EMIT said(done->there ? tr("%Ln people stand in %1; nothing went over the line", nullptr, int(done->rows)).arg(where) : tr("%Ln people stand in %1", nullptr, int(done->rows)).arg(where));
        });
    refresh();
}

} // namespace audience::ui
