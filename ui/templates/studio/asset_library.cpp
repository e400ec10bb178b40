#include "ui/templates/studio/asset_library.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/icon.h"
#include "ui/kit/notice.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pictures/picture_codec.h"
#include "ui/templates/studio/asset_detail.h"
#include "ui/templates/studio/asset_grid.h"
#include "ui/templates/studio/asset_model.h"
#include "ui/templates/studio/asset_place_bar.h"
#include "ui/text/sentences.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QVBoxLayout>

namespace audience::ui {

using service::AssetService;
using service::AssetView;

static constexpr int kDetailWidth = 264, kSearchWidth = 320;

// Local files among what is dragged that look like pictures by their names.
static QStringList pictureFiles(const QMimeData *data) {
    static const QStringList kEndings{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("gif"), QStringLiteral("webp")};
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile() && kEndings.contains(QFileInfo(url.toLocalFile()).suffix().toLower()))
            paths << url.toLocalFile();
    return paths;
}

AssetLibrary::AssetLibrary(std::shared_ptr<service::Session> session, Mode mode, QWidget *parent) : QWidget(parent), m_session(std::move(session)), m_mode(mode) {
    setObjectName(QStringLiteral("assetLibrary"));
    setRole(this, "surface");
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    const bool isPicking = mode == Mode::Pick;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeHead());
    m_notice = new Notice(QStringLiteral("assetNotice"), this);
    layout->addWidget(m_notice);
    m_model = new AssetModel(m_session, this);
    m_grid = new AssetGrid(this);
    m_grid->setModel(m_model);
    m_state = new StateView(QStringLiteral("assetState"), m_grid, this);
    m_detail = new AssetDetail(m_session, isPicking, this);
    m_place = new AssetPlaceBar(m_session, this);
    if (isPicking) {
        layout->addWidget(m_state, 1);
        layout->addWidget(m_detail);
    } else {
        auto *row = makeRow(0);
        static_cast<QHBoxLayout *>(row)->addWidget(m_state, 1);
        m_detail->setFixedWidth(Theme::instance().pixels(kDetailWidth));
        row->addWidget(m_detail);
        layout->addLayout(static_cast<QHBoxLayout *>(row), 1);
    }
    layout->addWidget(m_place);
    connectParts();
    m_state->showLoading(tr("Looking up the pictures"));
}

QLayout *AssetLibrary::makeHead() {
    auto *row = makeRow();
    const int side = m_mode == Mode::Pick ? space::kMedium : space::kPage;
    row->setContentsMargins(side, space::kMedium, side, space::kMedium);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("assetSearch"));
    m_search->setAccessibleName(tr("Search pictures"));
    m_search->setPlaceholderText(tr("Search pictures"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon("search"), QLineEdit::LeadingPosition)->setText(m_search->accessibleName());
    m_adding = makeLabel({}, "secondary", this);
    m_adding->setObjectName(QStringLiteral("assetAdding"));
    m_adding->hide();
    m_add = makeButton(QStringLiteral("assetAdd"), tr("Add pictures…"), m_mode == Mode::Pick ? "" : "primary", "plus", this);
    m_add->setToolTip(tr("Files can be dropped here, and pictures pasted"));
    if (m_mode == Mode::Manage) {
        row->addWidget(makeLabel(tr("Pictures"), "title", this));
        row->addSpacing(space::kSmall);
        m_search->setMaximumWidth(Theme::instance().pixels(kSearchWidth));
    }
    static_cast<QHBoxLayout *>(row)->addWidget(m_search, 1);
    static_cast<QHBoxLayout *>(row)->addStretch(m_mode == Mode::Manage ? 1 : 0);
    row->addWidget(m_adding);
    row->addWidget(m_add);
    return row;
}

void AssetLibrary::connectParts() {
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_model->search(words);
        showGrid();
    });
    connect(m_add, &QPushButton::clicked, this, &AssetLibrary::askForPictures);
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Error)
            return reload();
        m_search->text().isEmpty() ? askForPictures() : m_search->clear();
    });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, &AssetLibrary::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_grid->setCurrentIndex(m_model->indexOf(m_wanted));
        showChosen();
    });
    connect(m_grid, &AssetGrid::taken, this, [this](const QModelIndex &index) {
        if (const AssetView *asset = m_model->at(index); asset && m_mode == Mode::Pick)
            Q_EMIT chosen(*asset);
    });
    connect(m_grid, &AssetGrid::removeWanted, this, &AssetLibrary::remove);
    connect(m_detail, &AssetDetail::removeWanted, this, &AssetLibrary::remove);
    connect(m_detail, &AssetDetail::useWanted, this, [this] {
        if (const AssetView *asset = current())
            Q_EMIT chosen(*asset);
    });
    connect(m_detail, &AssetDetail::said, this, &AssetLibrary::said);
    connect(m_detail, &AssetDetail::failed, this, &AssetLibrary::refuse);
    connect(m_detail, &AssetDetail::goTo, this, &AssetLibrary::goTo);
    connect(m_detail, &AssetDetail::changed, this, [this] {
        reload();
        Q_EMIT changed();
    });
    connect(m_place, &AssetPlaceBar::failed, this, &AssetLibrary::refuse);
    connect(m_place, &AssetPlaceBar::goTo, this, &AssetLibrary::goTo);
    connect(m_place, &AssetPlaceBar::changed, this, &AssetLibrary::reload);
}

bool AssetLibrary::isSettled() const { return m_busy == 0 && m_isLoaded && m_model->isSettled(); }

void AssetLibrary::reload() {
    struct Read {
        std::vector<AssetView> assets;
        service::AssetPlace place;
    };
    ++m_busy;
    inBackground(this,
                 [session = m_session]() -> Result<Read> {
                     const AssetService service(*session);
                     TRY_ASSIGN(auto assets, service.list());
                     TRY_ASSIGN(auto place, service.place());
                     return Read{std::move(assets), std::move(place)};
                 },
                 [this](Result<Read> read) {
                     --m_busy;
                     m_isLoaded = true;
                     if (!read)
                         return m_state->showError(tr("The pictures could not be read"), sentence(read.error()), tr("Try again"));
                     m_place->setPlace(read->place);
                     m_model->setAssets(std::move(read->assets), read->place, devicePixelRatioF());
                     showGrid();
                 });
}

void AssetLibrary::showGrid() {
    m_detail->setVisible(m_mode == Mode::Pick || m_model->total() > 0); // nothing to say of none
    if (m_model->rowCount() > 0)
        return m_state->showContent();
    if (m_model->total() > 0)
        return m_state->showEmpty(QStringLiteral("search"), tr("No picture has these words"), tr("Names, what is read out, and the emails that show a picture are searched."), tr("Show all"));
    m_state->showEmpty(QStringLiteral("image"), tr("No pictures yet"), tr("Drop files here, paste a picture, or choose some. They are made small enough for emails, and what the camera wrote into them, such as the place, is left out."),
                       tr("Add pictures…"));
}

void AssetLibrary::choose(const std::string &asset) {
    m_wanted = service::assetHash(asset).value_or(asset);
    m_grid->setCurrentIndex(m_model->indexOf(m_wanted));
}

const AssetView *AssetLibrary::current() const { return m_model->at(m_grid->currentIndex()); }

void AssetLibrary::showChosen() {
    const AssetView *asset = current();
    if (!asset)
        return m_detail->clear();
    m_wanted = asset->hash;
    m_detail->setAsset(*asset, m_model->place());
}

void AssetLibrary::refuse(const Error &error) {
    m_notice->say(Tone::Bad, tr("That did not work"), sentence(error));
    Q_EMIT failed(error);
}

void AssetLibrary::askForPictures() {
    askForFiles(this, {tr("Add pictures"), tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp);;All files (*)"), {}, {}, QStringLiteral("assetFiles")},
                [this](const QStringList &paths) { addFiles(paths); });
}

void AssetLibrary::addFiles(const QStringList &paths) {
    add(paths.size(), [paths](AssetService &assets, const service::AssetAddOptions &options) {
        Adding answer;
        for (const QString &path : paths) {
            auto one = assets.addFile(toUtf8(path), options, &pictureCodec());
            if (one)
                answer.added.push_back(*std::move(one));
            else
                answer.errors.push_back(one.error());
        }
        return answer;
    });
}

void AssetLibrary::addImage(const QImage &image) {
    if (image.isNull())
        return;
    add(1, [image, name = toUtf8(tr("Pasted picture"))](AssetService &assets, service::AssetAddOptions options) {
        Adding answer;
        options.name = name;
        auto one = assets.add(pngOf(image), options, &pictureCodec());
        if (one)
            answer.added.push_back(*std::move(one));
        else
            answer.errors.push_back(one.error());
        return answer;
    });
}

void AssetLibrary::add(qsizetype count, const std::function<Adding(AssetService &, const service::AssetAddOptions &)> &work) {
    if (count == 0)
        return;
    ++m_busy;
    m_notice->clear();
    m_adding->setText(tr("Adding %n pictures…", nullptr, int(count)));
    m_adding->show();
    service::AssetAddOptions options;
    options.maxWidth = m_shownWidth;
    inBackground(this,
                 [session = m_session, work, options] {
                     AssetService assets(*session);
                     return work(assets, options);
                 },
                 [this](const Adding &answer) {
                     --m_busy;
                     m_adding->hide();
                     take(answer);
                 });
}

void AssetLibrary::take(const Adding &answer) {
    if (!answer.errors.empty()) {
        const int more = int(answer.errors.size()) - 1;
        m_notice->say(Tone::Bad, tr("%n pictures were not added", nullptr, int(answer.errors.size())),
                      sentence(answer.errors.front()) + (more > 0 ? QLatin1Char(' ') + tr("So it is with %n more.", nullptr, more) : QString()));
        Q_EMIT failed(answer.errors.front());
    }
    if (answer.added.empty())
        return;
    m_search->clear(); // what was added is to be seen
    m_wanted = answer.added.back().hash;
    reload();
    Q_EMIT changed();
}

void AssetLibrary::remove() {
    const AssetView *asset = current();
    if (!asset)
        return;
    const std::string hash = asset->hash;
    const QString name = toQString(asset->name);
    inBackground(this, [session = m_session, hash] { return AssetService(*session).remove(hash); },
                 [this, hash, name](const Result<void> &removed) {
                     if (!removed)
                         return refuse(removed.error());
                     m_notice->clear();
                     reload();
                     Q_EMIT changed();
                     Q_EMIT saidWithUndo(tr("%1 was removed.").arg(name), [library = QPointer<AssetLibrary>(this), session = m_session, hash] {
                         inBackground(library, [session, hash] { return AssetService(*session).restore(hash); }, [library, hash](const Result<AssetView> &back) {
                             if (!back)
                                 return library->refuse(back.error());
                             library->choose(hash);
                             library->reload();
                             Q_EMIT library->changed();
                         });
                     });
                 });
}

void AssetLibrary::paste() {
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data)
        return;
    if (const QStringList files = pictureFiles(data); !files.isEmpty())
        return addFiles(files);
    if (data->hasImage())
        return addImage(qvariant_cast<QImage>(data->imageData()));
    m_notice->say(Tone::Warning, tr("There is no picture on the clipboard"), tr("Copy a picture or a file of one, then paste it here."));
}

void AssetLibrary::keyPressEvent(QKeyEvent *event) {
    if (event->matches(QKeySequence::Paste))
        return paste();
    QWidget::keyPressEvent(event);
}

void AssetLibrary::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    reload();
}

void AssetLibrary::dragEnterEvent(QDragEnterEvent *event) {
    const bool isOwn = event->source() == m_grid;
    if (!isOwn && (!pictureFiles(event->mimeData()).isEmpty() || event->mimeData()->hasImage()))
        event->acceptProposedAction();
    else
        event->ignore();
}

void AssetLibrary::dropEvent(QDropEvent *event) {
    event->acceptProposedAction();
    if (const QStringList files = pictureFiles(event->mimeData()); !files.isEmpty())
        return addFiles(files);
    addImage(qvariant_cast<QImage>(event->mimeData()->imageData()));
}

} // namespace audience::ui
