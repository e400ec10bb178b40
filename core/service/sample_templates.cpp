#include "service/sample_templates.h"

namespace audience::service {

// Made at build time from resources/samples/templates.
extern const char *const kSampleWinback;
extern const char *const kSampleNewsletter;
extern const char *const kSampleThankYou;
extern const char *const kSamplePlain;
extern const char *const kSampleProductPicks;
extern const char *const kSampleEventInvite;

std::vector<model::EmailTemplate> sampleTemplates() {
    using model::MissingField;
    return {{"Win-back", "{% if first_name %}{{ first_name }}, we{% else %}We{% endif %} kept these for you",
             "New season, your size, still here.", kSampleWinback, "", MissingField::UseEmpty},
            {"Newsletter", "Letter from the workshop", "A dry tent in ten minutes, and three quiet routes.", kSampleNewsletter, "",
             MissingField::UseEmpty},
            {"Thank you", "A small thank you, {{ first_name | default: 'friend' }}", "10 % off, this month.", kSampleThankYou, "",
             MissingField::UseEmpty},
            {"Product picks", "{{ first_name | default: 'Hello' }}, three things picked for you", "Prices hold until Sunday.", kSampleProductPicks, "",
             MissingField::UseEmpty},
            {"Invitation", "An evening with maps and soup", "Thursday at seven, 40 places.", kSampleEventInvite, "", MissingField::UseEmpty},
            {"Plain letter", "A short note{% if first_name %}, {{ first_name }}{% endif %}", "One thought, one link.", kSamplePlain, "",
             MissingField::UseEmpty}};
}

} // namespace audience::service
