import { nameWords } from "../owner/name-words.ts";

/** What columns with an id are called in exports of CRMs, without signs and accents; the first that is there is taken. */
const idTitles = words(`
  id ownerid originownerid accountid customerid companyid organisationid organizationid clientid tenantid orgid
  externalid externid crmid recordid companyrecordid internalid entityid uid uuid guid donotmodifyaccount ids key externalkey
  customernumber customerno customernr customercode accountnumber accountno accountcode clientnumber clientcode debtornumber
  kundennummer kundennr kundenid kundenkennung debitorennummer debitornummer debitorennr debitorid debitor mandantennummer mandantid
  mandantenid firmenid firmennummer unternehmensid organisationsid datensatzid eintragsid accountkennung kennung
  identifiant identifiantclient idclient numeroclient numerodeclient noclient nclient codeclient referenceclient refclient idcompte
  numerodecompte identifiantducompte identifiantdecompte idsociete identreprise iddelentreprise idorganisation iddenregistrement idfiche iddefiche iddelafiche
  identificador idcliente idempresa idcuenta iddecuenta iddelacuenta idorganizacion numerodecliente numerocliente ncliente codigocliente
  codigodecliente codigodelcliente iddelcliente iddelaempresa iddelregistro iddecliente iddeempresa
  klantnummer klantnr klantid klantcode debiteurnummer debiteurennummer debiteurnr bedrijfsid bedrijfid relatienummer relatieid organisatieid
  codicecliente idazienda idsocieta idaccount numerocliente codicecontatto idrecord idorganizzazione codiceazienda iddelrecord
  iddocliente iddaempresa iddaconta iddaorganizacao iddoregistro codigodocliente numerodocliente idconta idorganizacao
  kundnummer kundnr kundid foretagsid kundenummer kundeid kundenr virksomhedsid asiakasnumero asiakasid
  numerklienta idklienta idfirmy identyfikator idkontrahenta kodkontrahenta
`);

/** The same for columns with a name. */
const nameTitles = words(`
  name ownername originownername accountname companyname customername organisationname organizationname clientname tenantname orgname
  legalname displayname businessname company customer organisation organization client tenant title
  firmenname firmaname unternehmensname kundenname organisationsname mandantenname firma unternehmen kunde mandant bezeichnung accountbezeichnung
  nom nomclient nomduclient nomdelentreprise nomentreprise nomdelasociete nomsociete raisonsociale nomducompte nomcompte nomdelorganisation
  entreprise societe denomination
  nombre nombrecliente nombredelcliente nombredelaempresa nombreempresa nombredelacuenta nombredecuenta nombredelaorganizacion razonsocial
  empresa cliente compania organizacion
  naam bedrijfsnaam klantnaam accountnaam organisatienaam relatienaam bedrijf klant organisatie
  nome nomeazienda nomeaccount nomecliente nomesocieta nomedellazienda ragionesociale azienda societa denominazione
  nomedaempresa nomedaconta nomedocliente nomedaorganizacao razaosocial nomeempresa organizacao
  namn foretagsnamn kundnamn foretag kund navn firmanavn kundenavn virksomhed virksomhedsnavn bedriftsnavn nimi yritys asiakas
  nazwa nazwafirmy nazwaklienta nazwakontrahenta klient kontrahent
`);

function words(text: string): Map<string, number> {
  return new Map(
    text
      .trim()
      .split(/\s+/)
      .map((word, index) => [word, index]),
  );
}

const plain = (title: string) => nameWords(title).join("");

export const isIdTitle = (cell: string) => idTitles.has(plain(cell));
export const isNameTitle = (cell: string) => nameTitles.has(plain(cell));

/** Where id and name stand, counted from 0. */
export interface OwnerColumns {
  id: number;
  name: number;
  /** several columns could be meant, so a person has to say which */
  isUnsure: boolean;
}

/** The columns that this row names, null where it is no header. */
export function columnsNamedBy(cells: readonly string[]): OwnerColumns | null {
  const ids = ranked(cells, idTitles);
  const names = ranked(cells, nameTitles);
  const [id] = ids;
  const name = names.find((index) => index !== id);
  if (id === undefined || name === undefined) return null;
  const isExact = plain(cells[id] ?? "") === "id";
  return { id, name, isUnsure: !isExact && ids.length > 1 };
}

/** The columns with such a title, the surest first. */
function ranked(cells: readonly string[], titles: Map<string, number>): number[] {
  return cells
    .flatMap((cell, index) => {
      const rank = titles.get(plain(cell));
      return rank === undefined ? [] : [{ index, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ index }) => index);
}
