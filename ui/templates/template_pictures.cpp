#include "ui/templates/template_pictures.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/kit/background.h"
#include "ui/templates/email_picture.h"
#include "ui/templates/template_gallery.h"

#include <algorithm>

namespace audience::ui {

using service::SavedDefinition;

static constexpr QSize kPicture(42, 54);

TemplatePictures::TemplatePictures(std::shared_ptr<service::Session> session, Show show, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_show(std::move(show)) {}

void TemplatePictures::want(const std::vector<SavedDefinition> &templates, qreal scale) {
    for (auto one = templates.rbegin(); one != templates.rend(); ++one) {
        m_waiting.erase(std::remove_if(m_waiting.begin(), m_waiting.end(), [&](const Wanted &known) { return known.email.id == one->id; }), m_waiting.end());
        m_waiting.push_front({*one, scale});
    }
    makeNext();
}

void TemplatePictures::renew(const std::vector<SavedDefinition> &templates, qreal scale, bool all) {
    std::vector<SavedDefinition> old;
    for (const SavedDefinition &one : templates)
        if (const auto known = m_revisions.constFind(one.id); known != m_revisions.constEnd() && (all || *known != one.revision))
            old.push_back(one);
    want(old, scale);
}

void TemplatePictures::makeNext() {
    if (m_isMaking || m_waiting.empty())
        return;
    m_isMaking = true;
    const Wanted next = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_revisions.insert(next.email.id, next.email.revision);
    inBackground(this,
                 [session = m_session, next, folder = pictureFolder(*m_session)] {
                     const auto email = model::emailTemplateFromJson(next.email.body);
                     const auto preview = email ? service::TemplateService(*session).preview(*email) : Result<service::EmailPreview>(email.error());
                     return preview ? emailPicture(toQString(preview->html), kPicture, next.scale, folder) : QImage();
                 },
                 [this, id = next.email.id](const QImage &picture) {
                     m_isMaking = false;
                     m_show(id, picture);
                     makeNext();
                 });
}

} // namespace audience::ui
