#include "ui/templates/studio/asset_place_bar.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace audience::ui {

using service::AssetPlace;
using service::AssetService;

static QString placeWords(const AssetPlace &place) {
    switch (place.kind) {
    case AssetPlace::Kind::None: return AssetPlaceBar::tr("Readers cannot see these pictures yet, so an email with one of them is not sent. Set up the public corner, or give an address of your own.");
    case AssetPlace::Kind::Corner: return AssetPlaceBar::tr("Pictures go to your public corner when you send a test or a campaign.");
    case AssetPlace::Kind::Own:
        return place.folder.empty() ? AssetPlaceBar::tr("You upload the pictures to %1 yourself. Before sending it is looked whether they are there.").arg(toQString(place.base))
                                    : AssetPlaceBar::tr("You upload the pictures to %1 yourself. What is not there before sending is written to %2.").arg(toQString(place.base), toQString(place.folder));
    }
    return {};
}

AssetPlaceBar::AssetPlaceBar(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("assetPlace"));
    setRole(this, "footer");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    layout->setSpacing(space::kSmall);
    auto *row = makeRow();
    m_icon = makeIcon("globe", Tone::Neutral, 16, this);
    m_words = makeLabel({}, "secondary", this);
    m_words->setObjectName(QStringLiteral("assetPlaceWords"));
    m_words->setWordWrap(true);
    m_connections = makeButton(QStringLiteral("assetConnections"), tr("Public corner"), "", "cloud", this);
    m_connections->setToolTip(tr("Opens Connections, where it is set up"));
    m_own = makeButton(QStringLiteral("assetOwn"), tr("Address of your own"), "quiet", "link", this);
    m_own->setCheckable(true);
    row->addWidget(m_icon);
    static_cast<QHBoxLayout *>(row)->addWidget(m_words, 1);
    row->addWidget(m_connections);
    row->addWidget(m_own);
    layout->addLayout(row);
    m_form = new QWidget(this);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    auto *fields = new FormGrid(m_form);
    const auto addField = [&](const char *name, const QString &label, const QString &example) {
        auto *field = new QLineEdit(m_form);
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(label);
        field->setPlaceholderText(example);
        connect(field, &QLineEdit::returnPressed, this, [this] { m_keep->click(); });
        return field;
    };
    m_base = addField("assetBase", tr("Address"), tr("https://img.example.org/mail"));
    m_folder = addField("assetFolder", tr("Folder"), tr("Where the files to upload are written; may stay empty"));
    fields->addRow(tr("Address"), m_base, tr("Everything you upload there can be seen by everybody"));
    auto *folderRow = makeRow();
    auto *choose = makeButton(QStringLiteral("assetChooseFolder"), tr("Choose…"), "", "folder-open", m_form);
    folderRow->addWidget(m_folder);
    folderRow->addWidget(choose);
    fields->addRow(tr("Folder"), folderRow);
    column->addWidget(fields);
    auto *buttons = makeRow();
    m_keep = makeButton(QStringLiteral("assetKeepPlace"), tr("Use this address"), "primary", "check", m_form);
    m_drop = makeButton(QStringLiteral("assetDropPlace"), tr("Use the public corner instead"), "quiet", nullptr, m_form);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_drop);
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_form->hide();
    layout->addWidget(m_form);
    connect(m_connections, &QPushButton::clicked, this, [this] { Q_EMIT goTo(QStringLiteral("connections"), QStringLiteral("/corner")); });
    connect(m_own, &QPushButton::toggled, this, [this](bool isOpen) {
        m_form->setVisible(isOpen);
        if (isOpen)
            m_base->setFocus();
    });
    connect(choose, &QPushButton::clicked, this, [this] {
        askForFolder(this, {tr("Folder for the pictures to upload"), {}, {}, {}, QStringLiteral("assetFolderDialog")}, [this](const QString &path) { m_folder->setText(path); });
    });
    connect(m_keep, &QPushButton::clicked, this, [this] { keep(m_base->text(), m_folder->text().trimmed()); });
    connect(m_drop, &QPushButton::clicked, this, [this] { keep({}, {}); });
    setPlace(AssetPlace{});
}

void AssetPlaceBar::setPlace(const AssetPlace &place) {
    m_place = place;
    const bool isNowhere = place.kind == AssetPlace::Kind::None, isOwn = place.kind == AssetPlace::Kind::Own;
    m_words->setText(placeWords(place));
    ui::setProperty(m_words, "ink", isNowhere ? QStringLiteral("warning") : QStringLiteral("quiet"));
    m_connections->setVisible(isNowhere);
    m_drop->setVisible(isOwn);
    if (isOwn && !m_own->isChecked()) {
        m_base->setText(toQString(place.base));
        m_folder->setText(toQString(place.folder));
    }
}

void AssetPlaceBar::keep(const QString &base, const QString &folder) {
    m_keep->setEnabled(false);
    inBackground(this, [session = m_session, base = toUtf8(base), folder = toUtf8(folder)] { return AssetService(*session).setOwnPlace(base, folder); },
                 [this](const Result<void> &kept) {
                     m_keep->setEnabled(true);
                     if (!kept)
                         return Q_EMIT failed(kept.error());
                     m_own->setChecked(false);
                     Q_EMIT changed();
                 });
}

} // namespace audience::ui
