// The people of the real data for whom an email is most likely to look wrong, found by the tool: to look at it as them.
// Any thread.
#pragma once

#include "async/cancel.h"
#include "model/email_template.h"
#include "service/views.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace audience::service {

class Session;

struct EdgePerson {
    // edge.longest_name {count}, edge.most_missing {count, of, fields}, edge.right_to_left {column}, edge.odd_name {sign},
    // edge.largest_email {bytes, sampled}: each is a sentence.
    std::string id;
    std::vector<std::pair<std::string, std::string>> args;
    std::string key, name, to; // `name` as the data have it; may be empty
};

// What the data do not have is left out; one person may be there for several reasons. `sampled`: as many people the email
// is made for, the same ones for the same data, to find the largest; where it cannot be made nobody is the largest.
// Errors: "data.no_people", "cancelled".
Result<std::vector<EdgePerson>> edgePeople(Session &session, const model::EmailTemplate &email, const CancelToken &cancel = {}, int sampled = 200);

} // namespace audience::service
