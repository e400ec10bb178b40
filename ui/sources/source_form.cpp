#include "ui/sources/source_form.h"

#include "qbase/convert.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/sources/recipe_words.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QEvent>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>

namespace audience::ui {

using model::SourceConnection;
using model::SourceReach;

namespace {

constexpr int kControl = 340;

// Words that take the height their width needs: a column asks for it at its own width, which is another.
class Wrapped final : public QObject {
public:
    Wrapped(QLabel *words, QWidget *form) : QObject(words), m_words(words), m_form(form) {
        words->setWordWrap(true);
        words->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override {
        const bool isMeasured = event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::FontChange;
        if (isMeasured)
            m_words->setMinimumHeight(heightOf(*m_words, m_words->width()));
        // The form was asked for its height when it was wider, and the row got too little of it.
        const QWidget *row = m_words->parentWidget();
        if (event->type() == QEvent::Paint && row && (m_words->geometry().bottom() >= row->height() || m_words->height() < heightOf(*m_words, m_words->width())))
            m_form->setMinimumHeight(m_form->layout()->totalHeightForWidth(m_form->width()));
        return false;
    }
    // A label's own answer is never less than the least height it was given before.
    static int heightOf(const QLabel &words, int width) {
        return words.fontMetrics().boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, words.text()).height();
    }

private:
    QLabel *m_words;
    QWidget *m_form;
};

} // namespace

SourceForm::SourceForm(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("sourceForm"));
    setProperty("role", QStringLiteral("card"));
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium + 1, space::kMedium, space::kMedium + 1, space::kMedium + 1);
}

void SourceForm::edit(const SourceConnection &connection, bool isNew) {
    m_base = connection;
    m_isNew = isNew;
    m_isNamed = !isNew || !connection.name.empty();
    m_kind = model::findSourceKind(connection.kind);
    rebuild();
    write(connection);
}

void SourceForm::rebuild() {
    delete m_inside;
    setMinimumHeight(0);
    m_rowOf.clear();
    m_complaints.clear();
    m_options.clear();
    m_host = m_port = m_database = m_user = m_password = m_certificate = m_seconds = m_path = m_definition = nullptr;
    m_tls = m_from = nullptr;
    m_inside = new QWidget(this);
    layout()->addWidget(m_inside);
    auto *rows = new QVBoxLayout(m_inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kMedium);
    m_title = makeLabel(m_kind ? sourceKindWords(*m_kind).title : QString(), "strong", m_inside);
    rows->addWidget(m_title);
    if (m_kind && m_kind->reach == SourceReach::Server)
        addServer(rows);
    if (m_kind && m_kind->reach == SourceReach::Files)
        addFiles(rows);
    if (m_kind && m_kind->reach == SourceReach::Web)
        addWeb(rows);
    if (m_password)
        m_password->setEchoMode(QLineEdit::Password);
    m_name = addField(rows, "name");
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isNamed = !m_name->text().trimmed().isEmpty(); });
    addMore(rows);
    m_inside->show();
}

void SourceForm::addServer(QBoxLayout *rows) {
    m_host = addField(rows, "host");
    m_tls = new QComboBox(m_inside);
    m_tls->setObjectName(QStringLiteral("sourceTls"));
    for (const SourceConnection::Tls tls : {SourceConnection::Tls::Verified, SourceConnection::Tls::ThisComputer})
        m_tls->addItem(protectionWords(tls), int(tls));
    const SourceFieldWords protection = sourceFieldWords(*m_kind, "tls");
    addRow(rows, protection.title, protection.help, m_tls, m_tls);
    connect(m_tls, &QComboBox::activated, this, &SourceForm::edited);
    m_port = addField(rows, "port");
    m_port->setValidator(new QIntValidator(1, 65535, m_port));
    m_database = addField(rows, "database");
    m_user = addField(rows, "user");
    m_password = addField(rows, "password");
    connect(m_host, &QLineEdit::textEdited, this, [this] { // encrypted everywhere but here, where few servers are
        m_tls->setCurrentIndex(isHere() ? 1 : 0);
        refresh();
    });
}

// A service that is known asks for its own settings; any other brings its recipe.
void SourceForm::addWeb(QBoxLayout *rows) {
    const service::RecipeView *recipe = findRecipe(toQString(m_base.option("recipe")));
    SourceFieldWords token = sourceFieldWords(*m_kind, "password");
    if (recipe) {
        m_title->setText(recipeWords(*recipe).title);
        for (const service::RecipeView::Setting &setting : recipe->settings) {
            const QString id = QStringLiteral("set.") + toQString(setting.id);
            QLineEdit *field = addField(rows, recipeFieldWords(*recipe, setting), QStringLiteral("sourceSetting_") + toQString(setting.id));
            if (field->placeholderText().isEmpty())
                field->setPlaceholderText(toQString(setting.preset));
            m_options.insert(id, field);
        }
        const QString where = recipeSecretHelp(*recipe);
        if (where.isEmpty())
            return; // anybody may read it
        token.help = where;
    } else {
        addDefinition(rows);
        m_options.insert(QStringLiteral("url"), addField(rows, std::string("url"), QStringLiteral("sourceOption_url")));
    }
    m_password = addField(rows, token, QStringLiteral("sourcePassword"));
}

void SourceForm::addDefinition(QBoxLayout *rows) {
    constexpr qint64 kMostBytes = 1 << 20;
    m_definition = addField(rows, std::string("definition"), QStringLiteral("sourceOption_definition"));
    m_definition->setReadOnly(true);
    auto *choose = makeButton(QStringLiteral("sourceChooseRecipe"), tr("Choose a file …"), "", "file", m_inside);
    connect(choose, &QPushButton::clicked, this, [this] {
        askForFile(this, {tr("Recipe of your own"), tr("Recipes (*.json);;All files (*)")}, [this](const QString &path) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes) {
                complain(m_definition, tr("This file cannot be read as a recipe; choose a JSON file of at most 1 MB."));
                return;
            }
            m_recipeText = file.readAll().toStdString();
            complain(m_definition, {});
            put(m_definition, QFileInfo(path).fileName());
            refresh();
            Q_EMIT edited();
        });
    });
    addTail(m_definition, choose);
}

void SourceForm::addFiles(QBoxLayout *rows) {
    m_path = addField(rows, "path");
    const bool isOneFile = m_kind->family == "sqlite";
    auto *file = makeButton(QStringLiteral("sourceChooseFile"), tr("Choose a file …"), "", "file", m_inside);
    auto *folder = makeButton(QStringLiteral("sourceChooseFolder"), tr("Choose a folder …"), "", "folder", m_inside);
    folder->setVisible(!isOneFile);
    const auto take = [this](const QString &path) {
        put(m_path, QDir::toNativeSeparators(path));
        complain(m_path, {});
        refresh();
        Q_EMIT edited();
    };
    connect(file, &QPushButton::clicked, this, [this, take, isOneFile] {
        askForFile(this, {tr("Where your data is"), isOneFile ? tr("SQLite files (*.sqlite *.sqlite3 *.db);;All files (*)") : tr("Tables (*.csv *.tsv *.txt *.jsonl *.ndjson *.xlsx);;All files (*)")}, take);
    });
    connect(folder, &QPushButton::clicked, this, [this, take] { askForFolder(this, {tr("Where your data is"), {}}, take); });
    addTail(m_path, file);
    if (!isOneFile)
        addTail(m_path, folder);
}

// Below the field, as the buttons have words.
void SourceForm::addTail(QLineEdit *field, QPushButton *button) {
    auto *side = qobject_cast<QBoxLayout *>(field->property("side").value<QObject *>());
    if (side)
        side->insertWidget(side->count() - 1, button, 0, Qt::AlignLeading);
}

void SourceForm::addMore(QBoxLayout *rows) {
    m_more = makeButton(QStringLiteral("sourceMore"), tr("More"), "word", "chevron-down", m_inside);
    m_more->setCheckable(true);
    rows->addWidget(m_more, 0, Qt::AlignLeading);
    m_moreRows = new QWidget(m_inside);
    auto *more = new QVBoxLayout(m_moreRows);
    more->setContentsMargins(0, 0, 0, 0);
    more->setSpacing(space::kMedium);
    if (!m_kind)
        return;
    if (m_kind->reach == SourceReach::Server) {
        m_certificate = addField(more, "root_certificate");
        auto *choose = makeButton(QStringLiteral("sourceChooseCertificate"), tr("Choose a file …"), "", "file", m_moreRows);
        connect(choose, &QPushButton::clicked, this, [this] {
            askForFile(this, {tr("Certificate of the authority"), tr("Certificates (*.pem *.crt *.cer);;All files (*)")}, [this](const QString &path) {
                put(m_certificate, QDir::toNativeSeparators(path));
                Q_EMIT edited();
            });
        });
        addTail(m_certificate, choose);
        for (const model::SourceOption &option : m_kind->options)
            m_options.insert(toQString(option.id), addField(more, std::string(option.id), QStringLiteral("sourceOption_") + toQString(option.id)));
    }
    if (m_kind->reach == SourceReach::Files)
        for (const model::SourceOption &option : m_kind->options)
            m_options.insert(toQString(option.id), addField(more, std::string(option.id), QStringLiteral("sourceOption_") + toQString(option.id)));
    if (m_kind->takesSecret()) {
        m_from = new QComboBox(m_moreRows);
        m_from->setObjectName(QStringLiteral("sourcePasswordFrom"));
        for (const char *place : kPasswordPlaces)
            m_from->addItem(placeWords(place));
        addRow(more, tr("Where the password is"), tr("Never in the workspace file. The variable is called %1.").arg(toQString(service::passwordVariable(m_base.name.empty() ? "NAME" : m_base.name))), m_from, m_from);
        connect(m_from, &QComboBox::activated, this, [this] {
            refresh();
            Q_EMIT edited();
        });
    }
    if (m_kind->reach != SourceReach::Files) {
        m_seconds = addField(more, "seconds");
        m_seconds->setValidator(new QIntValidator(1, 86400, m_seconds));
    }
    const bool hasMore = more->count() > 0;
    rows->addWidget(m_moreRows);
    m_moreRows->hide();
    m_more->setVisible(hasMore);
    connect(m_more, &QPushButton::toggled, m_moreRows, [this](bool isOpen) {
        setMinimumHeight(0); // it is found anew
        m_moreRows->setVisible(isOpen);
    });
}

QLineEdit *SourceForm::addField(QBoxLayout *rows, const char *field) {
    QString name = QString::fromLatin1(field).replace(QStringLiteral("root_certificate"), QStringLiteral("certificate"));
    name[0] = name[0].toUpper();
    return addField(rows, field, QStringLiteral("source") + name);
}

QLineEdit *SourceForm::addField(QBoxLayout *rows, const std::string &field, const QString &objectName) {
    return addField(rows, sourceFieldWords(*m_kind, field), objectName);
}

QLineEdit *SourceForm::addField(QBoxLayout *rows, const SourceFieldWords &words, const QString &objectName) {
    auto *edit = new QLineEdit(m_inside);
    edit->setObjectName(objectName);
    edit->setMaxLength(2000);
    edit->setPlaceholderText(words.placeholder);
    addRow(rows, words.title, words.help, edit, edit);
    connect(edit, &QLineEdit::textEdited, this, [this, edit] {
        complain(edit, {});
        refresh();
        Q_EMIT edited();
    });
    connect(edit, &QLineEdit::returnPressed, this, &SourceForm::submitted);
    return edit;
}

void SourceForm::addRow(QBoxLayout *rows, const QString &title, const QString &help, QWidget *control, QWidget *field) {
    auto *row = new QWidget(m_inside);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kPage);
    auto *words = makeColumn(2);
    auto *name = makeLabel(title, "body", row);
    name->setWordWrap(true);
    name->setBuddy(field);
    words->addWidget(name);
    auto *more = makeLabel(help, "secondary", row);
    new Wrapped(more, this);
    more->setVisible(!help.isEmpty());
    words->addWidget(more);
    words->addStretch(1);
    layout->addLayout(words, 1);
    auto *side = makeColumn(space::kTiny);
    control->setFixedWidth(Theme::instance().pixels(kControl));
    side->addWidget(control);
    auto *complaint = makeLabel({}, "bad", row);
    complaint->setObjectName(field->objectName() + QStringLiteral("Complaint"));
    new Wrapped(complaint, this);
    complaint->setMaximumWidth(Theme::instance().pixels(kControl));
    complaint->hide();
    side->addWidget(complaint);
    side->addStretch(1);
    layout->addLayout(side);
    field->setProperty("side", QVariant::fromValue<QObject *>(side));
    field->setAccessibleName(title);
    field->setAccessibleDescription(help);
    m_rowOf.insert(field, row);
    m_complaints.insert(field, complaint);
    rows->addWidget(row);
}

bool SourceForm::complain(QWidget *field, const QString &words) {
    QLabel *complaint = m_complaints.value(field);
    if (!complaint)
        return false;
    complaint->setText(words);
    complaint->setMinimumHeight(Wrapped::heightOf(*complaint, complaint->maximumWidth()));
    complaint->setVisible(!words.isEmpty());
    ui::setProperty(field, "invalid", !words.isEmpty());
    if (words.isEmpty())
        return true;
    if (m_moreRows && m_moreRows->isAncestorOf(field))
        m_more->setChecked(true);
    field->setFocus();
    return true;
}

void SourceForm::dragEnterEvent(QDragEnterEvent *event) {
    if (m_path && event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void SourceForm::dropEvent(QDropEvent *event) {
    if (!m_path || !event->mimeData()->hasUrls())
        return;
    put(m_path, QDir::toNativeSeparators(event->mimeData()->urls().first().toLocalFile()));
    complain(m_path, {});
    refresh();
    event->acceptProposedAction();
    Q_EMIT edited();
}

} // namespace audience::ui
