// What is known of one connection's side at Amazon: what was looked at, made or taken down last. A value; main thread.
#pragma once

#include "service/aws_setup_service.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::ui {

struct AmazonFacts {
    enum class Task { None, Check, Build, Prove, Remove };
    Task task = Task::None;                  // the last one, and whose steps these are unless it only proved
    bool isRunning = false;                  // steps come in one by one
    std::vector<aws::Step> steps;
    std::optional<aws::Step> proof;          // the test mail to Amazon's simulator, once it was sent
    std::optional<service::SenderView> sender;
    std::optional<Error> fault;              // what kept the whole from starting, or stopped it
    std::string eventsConnection;            // reads the queue, once it was saved
    const aws::Step *step(std::string_view id) const;
    bool isComplete() const; // every part of the way of events is as it should be
    bool isProven() const { return proof && proof->state == aws::StepState::Ok; }
};

} // namespace audience::ui
