import type { FieldName, OwnField } from './table.rules.ts'

/**
 * What columns are called in systems that are much used elsewhere: in Portuguese, Turkish, Chinese, Japanese, Korean and German, and by
 * the short names of national exports. Written as in `fieldNames`; a name after "=" must stand alone.
 */
export const nationalNames: Partial<Record<Exclude<FieldName, OwnField>, string>> = {
  record:
    'event number|numero fiscalizacao|numero de fiscalizacao|numero intervention|numero orden de inspeccion|inspection number|=ref|case ref|case reference|=pv|n pv|numero pv|numero de pv|numero du pv|' +
    'n proces verbal|nr auto|numero auto|numero do auto|auto de infracao|numero do processo|numero do caso|' +
    'numero de acta|orden de servicio|dosya no|dosya numarası|sıra no|رقم الزيارة|رقم المحضر|رقم البلاغ|رقم الشكوى|处分字号|' +
    '處分字號|案号|案件编号|编号|文号|处罚决定书文号|番号|整理番号|事案番号|aktenzeichen|fallnummer|vorgangsnummer|ref|reference number|notice number|' +
    'notice id|orden de inspeccion|orden inspeccion|fiscalizacao|numero da fiscalizacao|ordem de servico|intervention|' +
    'numero d intervention|kontroll number|kontrollnummer|prüfnummer|災害番号|受付番号|事件番号|접수번호|사건번호|관리번호|점검번호|재해번호|번호',
  identifier:
    'cif|nif|cuil|rnc|nipc|cei|cpf cnpj|numero siret|numero siren|ifu|rccm|activity number of employer|işyeri sicil no|' +
    'sicil no|sgk sicil no|vergi no|vergi numarası|رقم السجل|السجل التجاري|رقم السجل التجاري|统一社会信用代码|社会信用代码|组织机构代码|注册号|' +
    '統一編號|法人番号|労働保険番号|betriebsnummer|handelsregisternummer|사업자등록번호|사업자번호|법인등록번호|사업장관리번호|사업개시번호',
  workplace:
    'trading name|estab name|mine name|site name|respondent|denomination unite legale|enseigne|razao social|nome da empresa|' +
    'empregador|estabelecimento|nome fantasia|işyeri unvanı|işyeri adı|işyeri|unvan|企业名称|单位名称|用人单位|用人单位名称|公司名称|事業單位名稱|' +
    '事业单位名称|企業名|事業場名|事業場名称|企業 事業場名称|会社名|法人名|betrieb|betriebsname|firma|unternehmen|arbeitgeber|premise|occupier|' +
    'name of occupier|duty holder|dutyholder|recipient|recipient name|recipient s name|operator|operator name|' +
    'contravener|事業所名|事業主名|사업장명|사업장|사업체명|회사명|업체명|기업명|상호',
  address:
    'endereco|logradouro|adres|地址|详细地址|住所|所在地|anschrift|adresse des betriebs|strasse|소재지|주소|사업장주소',
  city:
    'employer city|site city|mine city|libelle commune etablissement|municipio|cidade|ilce|ilçe|şehir|城市|市|市町村|ort|stadt|' +
    'gemeinde|시군구|시·군·구|市区町村',
  postcode:
    'employer zip|code postal etablissement|cep|codigo postal|posta kodu|邮编|邮政编码|郵便番号|plz|postleitzahl|우편번호',
  regionName:
    'employer state|site state|state code|=uf|=il|eyalet|bölge|省份|所在省份|省|都道府県|主管機關|bundesland|region name of site|시도|시 도|' +
    '시·도|지역|관할지역|kanton|land',
  county: 'dept county|bezirk|kreis|landkreis|区县|县|local authority|local council',
  industryCode:
    'code ape|activite principale etablissement|activite principale|cnae 2009|codigo cnae|=cnae|faaliyet kodu|nace kodu|' +
    'faaliyet kodu nace|行业代码|产业代码|産業分類|業種コード|wirtschaftszweig|wz|wz 2008',
  industryTitle:
    'trade|ramo|ramo de atividade|atividade economica|faaliyet|sektör|行业|行业名称|業種|産業|branche|wirtschaftszweig name|' +
    'libelle naf|libelle ape|libelle activite|libelle de l activite|libelle secteur|descricao cnae|' +
    'descricao da atividade|descripcion ciiu|descripcion actividad|nic description|main activity|nature of business|' +
    'nature of work|업종명|업종|산업명|주생산품',
  employees:
    'employee|number of employee|employee count|total employee|nr of employee|trabalhadores do estabelecimento|' +
    'numero de empregados|total de empregados|çalışan sayısı|işçi sayısı|从业人数|员工人数|职工人数|従業員数|労働者数|beschäftigte|' +
    'anzahl der beschäftigten|mitarbeiter|mitarbeiterzahl|effectif salarie|nombre de salaries de l etablissement|근로자수|' +
    '상시근로자수|종업원수|상시 근로자수|고용인원|労働者総数',
  opened:
    '=date|=fecha|=data|=tarih|=datum|=التاريخ|=日期|=日付|inspection start date|inspection start|fecha visita|' +
    'fecha inspeccion|fecha actuacion|date du controle|date de controle|date controle|date lavratura|data da lavratura|' +
    'data da inspecao|data de inspecao|data da fiscalizacao|data de abertura|data abertura|teftiş tarihi|denetim tarihi|' +
    'başlangıç tarihi|检查日期|立案日期|违法日期|検査日|臨検日|監督日|prüfdatum|datum der prüfung|datum der kontrolle|besichtigungsdatum|' +
    'date d intervention|date de l intervention|date intervention|fecha de intervencion|fecha de emision|data inicio|' +
    'data de inicio|data da acao|inicio|kontrolldatum|inspektionsdatum|besuchsdatum|datum der inspektion|조사일|조사일자|점검일|' +
    '점검일자|감독일|감독일자|방문일|立入日|調査日',
  concluded:
    'inspection end date|inspection end|resolved|resolved on|date resolved|close conf date|date decisao|data da decisao|' +
    'data de encerramento|data encerramento|kapanış tarihi|karar tarihi|处罚日期|处罚决定日期|處分日期|结案日期|公示日期|処分日|送検日|終了日|' +
    'abschlussdatum|datum des bescheids|entscheidungsdatum|date served|served date|served on|notice served date|' +
    'notice date|date of notice|date of service|date of conviction|conviction date|data termino|data de termino|data fim|' +
    '처리일|처리일자|종결일|완료일|処理日',
  imposed:
    'violation issue date|issuance date|citation issue date|date of issuance|data da multa|ceza tarihi|처분일|처분일자|부과일|부과일자|' +
    '行政処分日',
  trigger:
    'insp type|actuacion motivo|motivo da acao|tipo de acao|teftiş türü|denetim türü|检查类型|案件来源|監督種別|anlass|' +
    'anlass der prüfung|origem da acao|origem|modalidade|origine de l intervention|감독유형|점검유형|점검종류|조사구분',
  status:
    'etat administratif etablissement|etat administratif|situacao|suite penale|durum|sonuç|经营状态|状态|案件状态|状態|ergebnis|' +
    'suite|suite donnee|suites donnees|action taken|accion tomada|medida adoptada|조사결과|결과|처리결과|처분|조치|조치내용|조치결과|処分内容|措置内容|' +
    'الإجراء|الإجراء المتخذ',
  workersAffected:
    'number affected|trabalhadores|quantidade de trabalhadores|qtd trabalhadores|trabalhadores afetados|' +
    'trabalhadores alcancados|etkilenen işçi sayısı|涉及人数|受影响人数|対象労働者数|betroffene beschäftigte|피해근로자수|관련근로자수|대상근로자수',
  amountClaimed: 'claim amt|montant reclame|valor reclamado|talep edilen tutar|请求金额',
  backWages:
    'awarded|amount awarded|breach amount|salarios devidos|valor devido|ödenmeyen ücret|拖欠工资|欠薪金额|未払賃金|lohnrückstand|' +
    '체불금액|체불임금|체불액|임금체불액|미지급임금',
  penalties:
    'proposed penalty|amende notifiee|importe sancion|importe de la sancion|valor da multa|valor multa|vl multa|=multa|' +
    'idari para cezası|ceza tutarı|قيمة الغرامة|罚款金额|罰鍰金額|罚款|罰金|罰金額|bußgeld|geldbuße|bussgeld|busse|busse chf|bussen|' +
    'geldstrafe|strafe|strafbetrag|boete|fine amount|amount of fine|valor das multas|과태료|과태료금액|벌금|과징금',
  amountPaid: 'collected|valor pago|ödenen|ödenen tutar|已缴金额|納付額|gezahlt',
  breach:
    'breach|in breach|breach found|any violation|violation|violation found|violation yes no|violated|non compliant|' +
    'infraction|infraction constatee|infraction relevee|en infraction|infraccion|hay infraccion|con infraccion|' +
    'incumplimiento|infracao|houve infracao|irregularidade|ihlal|ihlal var mı|مخالفة|المخالفة|هل توجد مخالفة|وجود مخالفة|' +
    '是否违法|是否违规|有无违法|違反|違反の有無|違反有無|verstoß|verstoss|verstoß festgestellt',
  registered:
    'date creation etablissement|date creation|data de abertura|data de inicio|data de inicio da atividade|' +
    'kuruluş tarihi|tescil tarihi|成立日期|注册日期|登记日期|設立日|gründungsdatum|eintragungsdatum',
  closed:
    'ceased|date ceased|date of cessation|data de baixa|data de encerramento|kapanış tarihi|terkin tarihi|注销日期|吊销日期|閉鎖日|廃止日|schließungsdatum|löschungsdatum',
  isicCode:
    'nic code|nic 2008|nic 2008 code|nic|uk sic 2007|sic 2007 code|ksic|ksic code|jsic|psic|msic|msic 2008|vsic|tsic|' +
    'kbli|업종코드|산업분류코드|표준산업분류코드',
  women:
    'عدد العمال الإناث|العمال الإناث|عدد العاملات|عدد الإناث|여성근로자수|여성|女性労働者数|trabalhadoras|mulheres',
  men: 'عدد العمال الذكور|العمال الذكور|عدد الذكور|남성근로자수|남성|男性労働者数|homens',
  received: '접수일|접수일자|신고일|신고일자|진정일|受付日|申告日|data da denuncia|eingangsdatum',
  date: '=date of occurrence|occurrence date|発生年月日|発生日|災害発生日|発生年月|재해일자|재해발생일|재해일|발생일|발생일자|사고일|data do acidente|unfalldatum',
  violations:
    'autos de infracao lavrados|autos de infracao|quantidade de autos|위반건수|위반사항수|違反件数|anzahl verstösse|anzahl verstöße',
  formalised: 'trabalhadores registrados|trabalhadores registrados sob acao fiscal|empregados registrados',
  deaths: '死亡者数|死者数|死亡|사망자수|사망자|mortos|obitos|getötete',
  injured: '負傷者数|負傷|부상자수|부상자|feridos|verletzte',
  event: '事故の型|災害の種類|재해유형|사고유형|발생형태|unfallart|tipo de acidente',
  agent: '起因物|기인물',
  nature: '傷病名|상병명',
  sex: '性別|성별|geschlecht|cinsiyet|sexo',
  occupation: '職種|직종|직업|beruf',
  fatal: 'severity|severity of accident|gravity of accident|gravite|gravedad|重大性|사망여부'
}

/** Words beside which a name means something else: the state of a union is not that of a case. */
export const otherMeanings: Partial<Record<FieldName, string>> = {
  status: 'union|marital|migration|migrant|payment|appeal|contest',
  countyCode: 'state',
  county: 'state',
  concluded: 'violation|load|birth|abate|complaint',
  opened: 'violation|load|birth|abate|closed|penalty|payment',
  backWages: 'penalty',
  workersAffected: 'male|female|men|women|man|woman|homme|femme|hombre|mujere|homen|mulhere|الذكور|الإناث|ذكور|إناث',
  workplace: 'type|city|state|zip|address|code|status|size|sector|county|district|number',
  legalName: 'type|code|number'
}
