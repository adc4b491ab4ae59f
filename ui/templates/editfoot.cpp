// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/editfoot.h"

#include "ui/parts/filledbox.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"

#include <QCheckBox>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace updesk
{

EditFoot::EditFoot(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_save(new Button(tr("Save"), ButtonKind::Primary)),
      m_shipped(new Button(QString())),
      m_active(new QCheckBox(tr("In use in this language")))
{
    auto *flow = new FlowLayout(kSpace8, kSpace8, this);
    flow->setContentsMargins(kSpace4, kSpace8, kSpace4, kSpace4);
    m_save->setObjectName(name + QStringLiteral(".save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_shipped->setObjectName(name + QStringLiteral(".shipped"));
    m_active->setObjectName(name + QStringLiteral(".active"));
    flow->addWidget(m_active);
    flow->addWidget(m_save);
    flow->addWidget(m_shipped);
    connect(m_save, &Button::clicked, this, &EditFoot::saveWanted);
    connect(m_shipped, &Button::clicked, this, &EditFoot::shippedWanted);
    connect(m_active, &QCheckBox::toggled, this, &EditFoot::activeChosen);
}

void EditFoot::set(bool changed, bool own, bool active, const QString &shipped)
{
    const QSignalBlocker quiet(m_active);
    m_active->setChecked(active);
    m_shipped->setText(shipped);
    m_shipped->setVisible(own && m_save->isVisibleTo(this));
    m_save->setEnabled(changed);
}

void EditFoot::setReadOnly(bool readOnly)
{
    m_save->setVisible(!readOnly);
    m_active->setEnabled(!readOnly);
}

void EditFoot::add(QWidget *part) { layout()->addWidget(part); }

QWidget *editorPage(QWidget *content, EditFoot *foot, int widest)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *line = new FilledBox(Colour::Divider);
    line->setFixedHeight(1);
    auto *below = new QHBoxLayout;
    below->setContentsMargins(kSpace12, 0, kSpace12, kSpace8);
    below->addWidget(foot);
    column->addWidget(scrollOver(content), 1);
    column->addWidget(line);
    column->addLayout(below);
    const auto fit = [content, widest] { content->setMaximumWidth(scaled(widest) + 2 * kSpace16); };
    QObject::connect(themeChanges(), &ThemeChanges::changed, content, fit);
    fit();
    return page;
}

} // namespace updesk
