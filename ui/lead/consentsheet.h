// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/consentverbs.h"
#include "ui/lead/formsheet.h"

#include <array>
#include <functional>

class QCheckBox;
class QComboBox;

namespace updesk
{

/// A consent as it is written down: by which ways, for what, in which words, how and when it was given.
class ConsentSheet final : public FormSheet
{
    Q_OBJECT
public:
    using Done = std::function<void(const Result<DeedId> &, const QString &)>;
    /// `session` outlives the sheet.
    ConsentSheet(Session &session, QWidget *window);
    void openFor(LeadId lead, const QString &customer, Done done);

private:
    enum Entry { When, Form };
    void makeBody();
    void save() override;
    bool readWhen(Time &at);
    void showWhatIsAsked();
    void finish(const Result<DeedId> &done);

    Session &m_session;
    LeadId m_lead;
    QString m_customer;
    Done m_done;
    std::array<QCheckBox *, 3> m_ways; ///< by kContactWays
    QCheckBox *m_offers;
    QComboBox *m_given;
    Field *m_words;
    TextLabel *m_aside;
    Button *m_save;
};

} // namespace updesk
