// The editor of a picture: one of the library, a file that goes into it, the logo of the brand, or an address.
#include "qbase/convert.h"
#include "service/asset_service.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/asset_picker.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_field_text.h"

#include <QImage>
#include <QPixmap>
#include <QPointer>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr const char *kLibrary = "\nlibrary"; // no reference begins like that
constexpr int kMostShown = 600; // pixels; as wide as most emails
constexpr QSize kRowPicture(40, 30), kShown(224, 96);

class PictureEditor final : public PropertyEditor {
public:
    PictureEditor(const PropertyAsk &ask, QWidget *parent) : PropertyEditor(parent), m_ask(ask) {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kTiny);
        m_picture = new QLabel(this);
        m_picture->setAlignment(Qt::AlignCenter);
        m_picture->setAccessibleName(PropertyEditor::tr("The picture, small"));
        m_picture->hide();
        layout->addWidget(m_picture);
        m_choose = makeButton(ask.key, PropertyEditor::tr("Choose a picture"), "field", "image", this);
        m_choose->setAccessibleName(QStringLiteral("%1: %2").arg(ask.name, m_choose->text()));
        layout->addWidget(m_choose);
        m_address = new FieldText(true, this);
        m_address->setObjectName(ask.key + QStringLiteral("_address"));
        m_address->setAccessibleName(PropertyEditor::tr("Address of the picture"));
        m_address->offerFields([tools = ask.tools] { return tools->fields; });
        m_address->setPlaceholderText(QStringLiteral("https://"));
        layout->addWidget(m_address);
        setFocusProxy(m_choose);
        connect(m_choose, &QPushButton::clicked, this, &PictureEditor::open);
        connect(m_address, &FieldText::edited, this, [this](const QString &text) { tell(text.isEmpty() && !m_ask.property.required ? Json() : Json(toUtf8(text)), true); });
        connect(m_address, &FieldText::left, this, &PropertyEditor::settled);
        connect(ask.tools->desk, &BlockDesk::kitChanged, this, [this] { look(); });
    }
    bool isWide() const override { return true; }
    void setValue(const Json &value) override {
        const QString address = value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString();
        m_address->put(address);
        m_address->setVisible(!address.startsWith(QLatin1String("asset:")) && address != QLatin1String("brand.logo"));
        m_value = address;
        look();
    }

private:
    // The bytes are read and drawn on a pool thread.
    void look() {
        const std::string address = toUtf8(m_value), shown = address == "brand.logo" ? m_ask.tools->desk->kit().logo : address;
        if (shown == m_shown)
            return;
        m_shown = shown;
        const auto hash = service::assetHash(shown);
        if (!hash || !m_ask.tools->session) {
            m_picture->hide();
            m_choose->setText(address == "brand.logo" ? PropertyEditor::tr("Logo of the brand") : PropertyEditor::tr("Choose a picture"));
            return;
        }
        struct Seen {
            QString name;
            QImage image;
        };
        inBackground(this, [session = m_ask.tools->session, hash = *hash, scale = devicePixelRatioF()] {
            service::AssetService assets(*session);
            Seen seen;
            if (const auto found = assets.find(hash))
                seen.name = toQString(found->name);
            const auto bytes = assets.smallBytesOf(hash);
            const QImage whole = bytes ? QImage::fromData(QByteArray::fromStdString(*bytes)) : QImage();
            if (!whole.isNull())
                seen.image = whole.scaled(kShown * scale, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            seen.image.setDevicePixelRatio(scale);
            return seen;
        }, [this, shown](const Seen &seen) {
            if (shown != m_shown)
                return;
            m_picture->setPixmap(QPixmap::fromImage(seen.image));
            m_picture->setVisible(!seen.image.isNull());
            m_choose->setText(seen.name.isEmpty() ? PropertyEditor::tr("A picture that is not in the library") : seen.name);
        });
    }
    void open() {
        if (!m_ask.tools->session)
            return offer({});
        inBackground(this, [session = m_ask.tools->session] { return service::AssetService(*session).list(); },
                     [this](const Result<std::vector<service::AssetView>> &assets) { offer(assets ? *assets : std::vector<service::AssetView>()); });
    }
    void offer(const std::vector<service::AssetView> &assets) {
        QList<PickerItem> items;
        if (!m_ask.property.required)
            items.append({QString(), PropertyEditor::tr("No picture"), {}, {}});
        if (m_ask.property.type == model::PropertyType::Picture)
            items.append({QStringLiteral("brand.logo"), PropertyEditor::tr("Logo of the brand"), {}, {}});
        if (m_ask.tools->session)
            items.append({QLatin1String(kLibrary), PropertyEditor::tr("Look through the library…"), {}, {}});
        items.append({QStringLiteral("https://"), PropertyEditor::tr("An address"), {}, {}});
        for (const service::AssetView &asset : assets)
            items.append({toQString(asset.reference()), toQString(asset.name), QStringLiteral("%1 × %2").arg(asset.width).arg(asset.height), {}, PropertyEditor::tr("Library")});
        Picker *picker = Picker::pickOne(m_choose, items, m_value, [this](const QStringList &ids) { take(ids.value(0)); });
        if (m_ask.tools->session)
            picker->setPictures(kRowPicture, [session = m_ask.tools->session](const QString &id) {
                const auto hash = service::assetHash(toUtf8(id));
                const auto bytes = hash ? service::AssetService(*session).smallBytesOf(*hash) : Result<std::string>(std::string());
                return bytes ? QImage::fromData(QByteArray::fromStdString(*bytes)) : QImage();
            });
    }
    void take(const QString &id) {
        if (id == QLatin1String(kLibrary))
            return openLibrary();
        if (id == QLatin1String("https://")) {
            m_address->show();
            m_address->setFocus();
            return;
        }
        tell(id.isEmpty() ? Json() : Json(toUtf8(id)));
    }
    void openLibrary() {
        pickAsset(this, m_ask.tools->session, toUtf8(m_value), kMostShown, [this](const service::AssetView &asset) {
            tell(asset.reference());
            if (m_ask.tools->describe && !asset.alt.empty() && m_ask.property.name == "src")
                m_ask.tools->describe(asset.alt);
        });
    }
    PropertyAsk m_ask;
    QLabel *m_picture;
    QPushButton *m_choose;
    FieldText *m_address;
    QString m_value;
    std::string m_shown;
};

} // namespace

PropertyEditor *makePictureEditor(const PropertyAsk &ask, QWidget *parent) {
    return new PictureEditor(ask, parent);
}

} // namespace audience::ui
