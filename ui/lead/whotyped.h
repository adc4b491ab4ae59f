// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadmodel.h"

namespace updesk
{

/// "Sam Okafor, (555) 201-4410": a customer as a line names them; empty: nothing is known.
QString customerLine(const LeadModel &model, CustomerId customer);

/// Somebody on file whom a typed text can mean, other than the customer of the open lead.
struct WhoTyped {
    struct Hit {
        CustomerId customer;
        QString line;
    };
    std::vector<Hit> hits; ///< the first few
    CustomerId customer; ///< null: nobody, or several
    bool nobody = false; ///< what was typed is long enough, and nobody on file fits
    QString words; ///< who it is, or why there is none
};
WhoTyped whoIsTyped(const LeadModel &model, const QString &text);

} // namespace updesk
