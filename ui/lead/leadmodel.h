// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/cobuyer.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/session.h"
#include "core/leads/queuerows.h"
#include "core/vehicles/garagerows.h"
#include "ui/lead/leadwords.h"

#include <QObject>

#include <optional>

namespace updesk
{

/// One open lead: all that its panel shows, read again whenever the store tells that it changed.
class LeadModel final : public QObject
{
    Q_OBJECT
public:
    explicit LeadModel(Session &session, QObject *parent = nullptr);

    /// Opens a lead, or none with a null id. The old one's content is gone at once.
    void open(LeadId lead);
    void reload();

    Session &session() const { return m_session; }
    LeadId id() const { return m_id; }
    bool isOpen() const { return m_open; } ///< false: nothing could be read yet
    const std::optional<Error> &error() const { return m_error; } ///< of the last read; the content is then older

    const Lead &lead() const { return m_lead; }
    const LeadNow &now() const { return m_row.now; }
    const QueueRow &row() const { return m_row; }
    const CustomerCard &card() const { return m_card; }
    const std::vector<LeadVehicleRow> &vehicles() const { return m_vehicles; }
    const std::vector<GarageRow> &garage() const { return m_garage; } ///< what the customer drives
    const AnswerWay &answers() const { return m_answers; } ///< by which way the customer answers (F68)
    const std::optional<CoBuyer> &coBuyer() const { return m_coBuyer; }
    const LeadWords &words() const { return m_words; }
    /// Whether the server has not confirmed that this lead is whose it says, and whether it can be asked now.
    enum class Claim : quint8 { None, Asked, Waits };
    Claim claim() const { return m_claim; }
    void setClaims(const std::vector<LeadId> &leads, bool online);
    int ring() const; ///< distance ring of the address, -1 when unknown
    QString name() const; ///< never empty: a phone, an e-mail, "Erased" or "No name" stand in
    bool isErased() const { return m_erased; } ///< for good, or on the way to it
    /// The one to call, `number` if that is given; nullptr: none can be called, or it is not one of theirs that works.
    const Phone *phone(const QString &number = {}) const;
    bool hasEmail() const; ///< one that arrives
    Channel proposesMessage() const; ///< the next step is an e-mail or a text; else None
    bool proposesCall() const; ///< a call is possible, allowed, and no other way stands as the next step

Q_SIGNALS:
    void changed();
    void opened(); ///< another lead is shown

private:
    Result<void> read();
    bool findClaim(); ///< whether it changed
    Session &m_session;
    LeadId m_id;
    bool m_open = false, m_erased = false;
    std::optional<Error> m_error;
    std::vector<LeadId> m_claims;
    bool m_online = true;
    Claim m_claim = Claim::None;
    Lead m_lead;
    QueueRow m_row;
    CustomerCard m_card;
    std::vector<LeadVehicleRow> m_vehicles;
    std::vector<GarageRow> m_garage;
    std::optional<CoBuyer> m_coBuyer;
    AnswerWay m_answers;
    LeadWords m_words;
};

} // namespace updesk
